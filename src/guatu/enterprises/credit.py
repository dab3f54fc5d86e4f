"""The unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last one a check.

>>> check_character("91310000MA1FL0000")
'E'
>>> is_valid("91310000MA1FL0000E"), is_valid("91310000MA1FL00001")
(True, False)
"""

from __future__ import annotations

import re
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FORM: Final = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_VALUE: Final = {character: value for value, character in enumerate(_ALPHABET)}
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def check_character(body: str) -> str:
    """The check that belongs to the first 17 characters; KeyError for one that no code may hold."""
    total = sum(_VALUE[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[-total % 31]


def folded(code: str) -> str:
    """A code as it is compared: half-width, capital, without blanks."""
    return re.sub(r"[\s\u200b\ufeff'’]", "", code.translate(_WIDE)).upper()


def looks_like_code(text: str) -> bool:
    """Whether a text has the form of a code, right or mistyped."""
    return _FORM.fullmatch(folded(text)) is not None


def is_valid(code: str) -> bool:
    """Whether it has the form of a code and its check is right."""
    return _FORM.fullmatch(code) is not None and check_character(code[:17]) == code[17]
