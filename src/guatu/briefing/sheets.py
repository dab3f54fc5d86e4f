"""Sheets for the wall, by typst: the battle map and the wall itself, on A3."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from guatu.briefing.press import typst_compiler

SHEETS = ("map", "wall")


def sheet(name: str, data: Mapping[str, Any], *, form: str = "pdf", dpi: int = 100) -> list[bytes]:
    """One of `SHEETS` filled in: a PDF (one item), or its pages as PNG at ``dpi`` dots an inch.

    Raises:
        PressError: typst is not installed here.
    """
    if name not in SHEETS:
        raise ValueError(name)
    folder = str(files("guatu.briefing"))
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst_compiler().compile(
        str(Path(folder) / f"{name}.typ"), root=folder, format=form, ppi=dpi, sys_inputs=inputs
    )
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]
