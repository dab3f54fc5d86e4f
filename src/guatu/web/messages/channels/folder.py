"""Where there is no line: a folder that a one-way gateway empties. A letter is there whole or not at all."""

import json
import os
import shutil
from pathlib import Path

from guatu.briefing.press import pdf
from guatu.briefing.word import docx
from guatu.files import durable
from guatu.web.messages.channels.message import Outgoing
from guatu.web.messages.problems import undelivered


def put(message: Outgoing, *, folder: Path, to: str) -> Path:
    """Write the letter as text, docx and PDF with a slip that says for whom; a repeat replaces it.

    Raises:
        SendingError: the folder cannot be written.
    """
    place = folder / message.stem
    fresh = folder / f".{message.stem}.{os.getpid()}"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        durable.write(fresh / "message.txt", message.words.encode())
        if message.document.number:
            durable.write(fresh / "letter.docx", docx(message.document))
            durable.write(fresh / "letter.pdf", pdf(message.document))
        slip = {"key": message.key, "to": to, "subject": message.subject, "link": message.link}
        durable.write(fresh / "slip.json", json.dumps(slip, ensure_ascii=False, indent=1).encode())
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
        durable.sync_folder(folder)
    except OSError as error:
        raise undelivered(
            "folder.write",
            f"写不进外发文件夹：{error.strerror}。",
            advice="请检查文件夹（GUATU_OUTBOX）的空间和权限。",
        ) from error
    return place
