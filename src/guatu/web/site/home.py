"""The data folder: database, files, the secret key; `$GUATU_HOME` or `var/` where the command runs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def home() -> Path:
    """The data folder, made when missing; only its owner may look inside."""
    folder = Path(os.environ.get("GUATU_HOME") or "var").resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions: `$GUATU_SECRET_KEY`, or made once and kept beside the database."""
    given = os.environ.get("GUATU_SECRET_KEY")
    if given:
        return given
    path = folder / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
