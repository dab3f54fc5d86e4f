"""Extraction in a process of its own, so that no file can take more memory or time than it may."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from guatu.reading.formats.problem import TextError, refuse

#: Processor seconds, seconds by the clock, bytes of address space.
MOST_SECONDS, MOST_WAIT, MOST_MEMORY = 60, 180, 1536 * 1024 * 1024
_SOURCE = Path(__file__).resolve().parents[3]
_SAVE = "请重新导出，或另存为 docx 再提交。"
_BEFORE = "文件打开后占用内存或时间过多，已停止读取（上限60秒、1.5GB）。"


def bounded(kind: str, data: bytes, *, name: str) -> tuple[str, str]:
    """The text and the tool that brought it out. Raises ``TextError``, also when the process was ended."""
    paths = [str(_SOURCE), os.environ.get("PYTHONPATH", "")]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-m", "guatu.reading.formats.worker", kind]
    try:
        done = subprocess.run(  # noqa: S603 (our own command)
            command, input=data, capture_output=True, env=environment, timeout=MOST_WAIT, check=False
        )
    except subprocess.TimeoutExpired as cause:
        raise refuse(f"{kind}.limit", name, message=_BEFORE, advice=_SAVE) from cause
    try:
        told = json.loads(done.stdout)
    except ValueError as cause:
        if done.returncode < 0 and done.returncode != -11:
            raise refuse(f"{kind}.limit", name, message=_BEFORE, advice=_SAVE) from cause
        raise _broken(kind, name) from cause
    if "text" in told:
        return str(told["text"]), str(told["tool"])
    if told.get("code") == "memory":
        raise refuse(f"{kind}.limit", name, message=_BEFORE, advice=_SAVE)
    if "message" not in told:
        raise _broken(kind, name)
    raise refuse(str(told["code"]), name, message=str(told["message"]), advice=str(told["advice"]))


def _broken(kind: str, name: str) -> TextError:
    return refuse(f"{kind}.broken", name, message=f"{kind.upper()} 文件已损坏，打不开。", advice=_SAVE)
