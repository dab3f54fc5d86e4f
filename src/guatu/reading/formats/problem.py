"""One clear sentence for a file that cannot be read."""

from __future__ import annotations

from guatu.vocabulary.problems import GuatuError, Problem


class TextError(GuatuError, ValueError):
    """A file that has no text for the reader."""


def refuse(code: str, name: str, *, message: str, advice: str) -> TextError:
    """What is wrong with the file ``name``, and what to do about it."""
    return TextError(Problem(code, {"name": name}, name, message, advice))
