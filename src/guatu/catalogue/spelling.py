"""The short notation of aliases: ``[甲|乙]`` is either, ``[甲|]`` may be left out.

``@`` stands where a size and a kind may be put (新签约@项目: 新签约亿元以上工业项目), ``#`` where the tier of
an enterprise stands (百亿级); both are kept in the spelling for the reader to fill.

>>> sorted(spellings("[规上|规模]工业[总|]产值"))
['规上工业产值', '规上工业总产值', '规模工业产值', '规模工业总产值']
"""

from __future__ import annotations

import re
from itertools import product

_CHOICE = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)")


def spellings(notation: str) -> frozenset[str]:
    """Every spelling that the notation stands for, the empty one left out."""
    parts = [
        found.group(1).split("|") if found.group(1) is not None else [found.group(2)]
        for found in _CHOICE.finditer(notation)
    ]
    return frozenset("".join(choice) for choice in product(*parts)) - {""}
