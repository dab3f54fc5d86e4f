"""Names of enterprises as they are compared: brackets, blanks and legal forms folded.

>>> folded("青澜（集团） 精密机械有限公司") == folded("青澜集团精密机械有限责任公司")
True
"""

from __future__ import annotations

import re
from typing import Final

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS: Final = re.compile(r"[\s()\[\]【】〔〕“”\"'·.,，、\-—_\u200b\ufeff]")
_FORMS: Final = re.compile(r"(股份有限公司|有限责任公司|有限公司|股份公司|公司)$")


def folded(name: str) -> str:
    """The name without what people write now so, now otherwise."""
    bare = _MARKS.sub("", name.translate(_WIDE)).upper()
    return _FORMS.sub("", bare) or bare
