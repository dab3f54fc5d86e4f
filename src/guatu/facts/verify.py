"""Whether a lake is whole: checksums, missing and stray files, origins, gaps in its months."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow.parquet as pq

from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import datasets
from guatu.facts.lake import ORIGINS
from guatu.facts.snapshot import LakeFile, ManifestError, datasets_in, read_files, read_manifest
from guatu.files import durable
from guatu.vocabulary.problems import Problem


def verify(lake: Path) -> list[Problem]:
    """Everything that is wrong with a lake, file by file; empty when it is whole."""
    known = datasets()
    problems = []
    for name in datasets_in(lake):
        if name not in known:
            problems.append(
                _at("lake.dataset", lake / name, "目录里没有这个数据集的定义。", "恢复定义文件。")
            )
            continue
        try:
            problems += _dataset(lake / name, known[name])
        except ManifestError as error:
            problems.append(error.problem)
    return problems


def _dataset(root: Path, dataset: Dataset) -> list[Problem]:
    files = read_files(root)
    problems = [problem for file in files for problem in _file(root, file)]
    named = {root / file.path for file in files}
    for path in sorted({*root.glob("*/*.parquet"), *root.glob(f"*/.*{durable.HALF}")} - named):
        advice = "服务启动时会自动清理未完成的入库；仍在则删去。"
        problems.append(_at("lake.orphan", path, "清单里没有这个文件。", advice))
    for seq in sorted({file.seq for file in files}):
        if not (root / ORIGINS / f"{seq}.json").exists():
            path = root / ORIGINS / f"{seq}.json"
            problems.append(_at("lake.origin", path, "缺少来源记录。", "从备份恢复。"))
    if read_manifest(root).get("dataset") != dataset.id:
        problems.append(_at("lake.manifest", root, "清单不属于这个数据集。", "从备份恢复。"))
    return problems + _gaps(root, files, dataset)


def _file(root: Path, file: LakeFile) -> list[Problem]:
    path = root / file.path
    if not path.exists():
        return [_at("lake.missing", path, "清单列有此文件，但文件不在。", "从备份恢复。")]
    if hashlib.sha256(path.read_bytes()).hexdigest() != file.sha256:
        return [_at("lake.checksum", path, "内容与清单的校验值不符，文件被改动或损坏。", "从备份恢复。")]
    if (rows := pq.read_metadata(path).num_rows) != file.rows:
        return [_at("lake.rows", path, f"有{rows}行，清单记为{file.rows}行。", "从备份恢复。")]
    return []


def _gaps(root: Path, files: list[LakeFile], dataset: Dataset) -> list[Problem]:
    """Months between the first and the last that nobody delivered."""
    there = sorted({file.period for file in files if file.kind == "facts"})
    if len(there) < 2 or dataset.frequency in ("year", "event"):
        return []
    first, last = (int(p[:4]) * 12 + int(p[5:]) - 1 for p in (there[0], there[-1]))
    months = (f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, last + 1))
    return [
        _at("lake.gap", root, f"缺{period}这一期。", "补报这一期，或确认当期确无数据。")
        for period in months
        if dataset.is_period(period) and period not in there
    ]


def _at(code: str, path: Path, message: str, advice: str) -> Problem:
    return Problem(code, {}, str(path), message, advice)
