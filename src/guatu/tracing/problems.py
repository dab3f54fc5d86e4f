"""What is said when a figure cannot be explained."""

from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.problems import GuatuError, Problem


class FigureUnknownError(GuatuError, LookupError):
    """A well-formed address of a figure that nobody has stated and that nothing computes."""


def unknown(key: FigureKey) -> FigureUnknownError:
    """Return the error that says so, and what to do."""
    when = "" if key.known_at is None else "（在所选的数据版本）"
    return FigureUnknownError(
        Problem(
            code="figure.unknown",
            fields={"key": key.print()},
            where=key.print(),
            message=f"没有这项数据{when}：尚无文件或人员登记过它。",
            what_to_do="请从指标页选择已有的数据期；若文件已上传，请先在文件页采纳。",
        )
    )
