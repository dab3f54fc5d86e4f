"""What a growth is measured against, and by which way of counting (口径)."""

from __future__ import annotations

from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError, Problem

BASES = {
    "yoy": "同比",
    "mom": "环比",
    "vs_year_start": "比年初",
    "two_year_average": "两年平均",
    "cagr": "年均",
}
CALIBERS = {"unstated": "未注明口径", "natural": "自然口径", "same_scope": "同口径", "comparable": "可比口径"}
#: Also the way of a computed growth over the level of last year as it was published.
CALIBER_WORDS = CALIBERS | {"published": "公布口径"}
STATUSES = {"estimate": "预计数", "preliminary": "初步数", "final": "最终数"}


class BasisError(GuatuError, ValueError):
    """A base of comparison that is neither named nor a period."""


def base_period(basis: str) -> Period | None:
    """The period that a basis such as ``vs:2019-01/2019-06`` names; None for the named bases.

    >>> str(base_period("vs:2019-01/2019-06"))
    '2019-01/2019-06'
    >>> base_period("yoy") is None
    True
    """
    if basis in BASES:
        return None
    if not basis.startswith("vs:"):
        known = "、".join(BASES)
        problem = Problem("basis.unknown", {"basis": basis}, message=f"没有“{basis}”这种比较基准。")
        raise BasisError(
            Problem(problem.code, problem.fields, "", problem.message, f"用 {known} 或 vs:时期。")
        )
    return Period.parse(basis.removeprefix("vs:"))


def basis_label(basis: str) -> str:
    """The words on screen.

    >>> basis_label("yoy"), basis_label("vs:2019-01/2019-06")
    ('同比', '比2019年1—6月')
    """
    against = base_period(basis)
    return BASES[basis] if against is None else f"比{against.label()}"
