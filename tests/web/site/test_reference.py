"""The interface's page tells all that the interface has, to those who may use it."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from guatu.web.access.allow import allow
from guatu.web.site.interface import interface
from guatu.web.site.reference import reference

pytestmark = pytest.mark.django_db


def test_every_address_and_parameter_stands_on_the_page(client_of: Callable[[str], Client]) -> None:
    client = client_of("statistics")
    shown = client.get("/interface").content.decode()
    for path, verbs in interface.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        assert f"GET {path}<" in shown
        for parameter in verbs["get"].get("parameters", ()):
            assert f">{parameter['name']}<" in shown


def test_the_fields_of_an_answer_are_told_down_to_the_items() -> None:
    figures = next(one for one in reference("/api/v1/") if one.name == "figures")
    told = {part.name: part.kind for part in figures.fields}
    assert told["items"] == "列表"
    assert told["items.value"] == "文字"
    assert told["items.document_date"] == "日期"


def test_the_same_name_means_what_it_means_at_its_address() -> None:
    told = {one.name: {part.name: part.about for part in one.parameters} for one in reference("/api/v1/")}
    assert told["trace"]["limit"] != told["figures"]["limit"]
    assert next(p for p in reference("/api/v1/") if p.name == "trace").parameters[0].required


@pytest.mark.parametrize("role", ["operator", "statistics", "department"])
def test_who_may_use_the_interface_may_read_of_it(
    zone: SimpleNamespace, client_of: Callable[[str], Client], role: str
) -> None:
    client = client_of(role)
    wanted = 200 if allow(zone.actors[role], "api.token") else 403
    assert client.get("/interface").status_code == wanted
