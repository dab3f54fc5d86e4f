"""The press: an official document as PDF or picture, by typst, with a free font to fall back on."""

import json
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

from guatu.briefing.official import Official, chinese_day, plain
from guatu.vocabulary.problems import GuatuError, Problem


class PressError(GuatuError, RuntimeError):
    """The PDF cannot be made here."""


def pdf(document: Official) -> bytes:
    """The document as PDF (A4)."""
    return bytes(_compiled(document, form="pdf")[0])


def picture(document: Official, *, dpi: int = 144) -> bytes:
    """The first page as PNG; ``dpi`` dots an inch."""
    return bytes(_compiled(document, form="png", dpi=dpi)[0])


def page_count(document: Official) -> int:
    """On how many pages it stands."""
    return _counted(_told(document))


@lru_cache(maxsize=512)
def _counted(told: str) -> int:
    return len(_set(told, form="png", dpi=20))


def _compiled(document: Official, *, form: str, dpi: int = 144) -> list[bytes]:
    return _set(_told(document), form=form, dpi=dpi)


def _told(document: Official) -> str:
    data = plain(document) | {"chinese_day": chinese_day(document.day) if document.day else ""}
    return json.dumps(data, ensure_ascii=False)


def _set(told: str, *, form: str, dpi: int) -> list[bytes]:
    inputs = {"document": told}
    source = (files("guatu.briefing") / "official.typ").read_bytes()
    made = typst_compiler().compile(source, format=form, ppi=dpi, sys_inputs=inputs)
    return made if isinstance(made, list) else [made]


@cache
def typst_compiler() -> Any:
    """One compiler for the process: finding fonts takes longer than setting a page."""
    try:
        typst, fonts = import_module("typst"), import_module("pylopdf_fonts_zh_cn")
    except ModuleNotFoundError as error:
        problem = Problem(
            "press.typst",
            {"package": error.name},
            message="这里没有安装排版程序，不能生成PDF。",
            what_to_do="请安装 guatu[web]，或改用 docx。",
        )
        raise PressError(problem) from error
    return typst.Compiler(font_paths=[str(Path(str(fonts.sans_path())).parent)])


def on_one_page(make: Callable[[int], Official], *, most: int) -> Official:
    """The document with as many entries (up to ``most``, at least one) as one page holds."""
    if page_count(make(most)) == 1:
        return make(most)
    fits, too_many = 1, most
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if page_count(make(middle)) == 1:
            fits = middle
        else:
            too_many = middle
    return make(fits)
