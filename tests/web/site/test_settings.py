"""The data folder, the key, the choice of database."""

import os
import stat

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from guatu.web.site.databases import database, postgresql
from guatu.web.site.home import home, secret_key


def test_the_key_is_made_once_and_only_for_its_owner(tmp_path, monkeypatch):
    monkeypatch.delenv("GUATU_SECRET_KEY", raising=False)
    key = secret_key(tmp_path)
    assert len(key) >= 50
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    monkeypatch.setenv("GUATU_SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"


def test_the_data_folder_is_made_where_it_is_wanted(tmp_path, monkeypatch):
    monkeypatch.setenv("GUATU_HOME", str(tmp_path / "a" / "b"))
    assert home() == tmp_path / "a" / "b"
    assert home().is_dir()
    monkeypatch.delenv("GUATU_HOME")
    monkeypatch.chdir(tmp_path)
    assert home() == tmp_path / "var"


def test_without_an_address_the_database_is_a_file_in_the_folder(tmp_path):
    found = database("", folder=tmp_path)
    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"].parent == tmp_path
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_of_postgresql_is_taken_apart():
    found = postgresql("postgresql://o%40k:p%2Fw@db.example:5433/guatu?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("o@k", "p/w", "db.example")
    assert (found["PORT"], found["NAME"], found["OPTIONS"]) == ("5433", "guatu", {"sslmode": "require"})


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "guatu.sqlite3", "://"])
def test_any_other_address_is_refused_with_how_it_should_read(url):
    with pytest.raises(ImproperlyConfigured, match="should read postgresql://"):
        postgresql(url)


def test_a_request_is_not_a_transaction():
    assert not connection.settings_dict["ATOMIC_REQUESTS"]
    assert not settings.DEBUG


def test_this_run_uses_the_database_it_was_asked_for():
    wanted = os.environ.get("GUATU_TEST_DB", "sqlite")
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[wanted]
