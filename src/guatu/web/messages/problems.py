"""What can go wrong with letters and their sending, said in words."""

from guatu.vocabulary.problems import GuatuError, Problem


class LetterError(GuatuError, ValueError):
    """A letter or line that cannot be as asked; nothing was written."""


class SendingError(GuatuError, RuntimeError):
    """A message that did not leave; it is tried again."""


def refuse(code: str, message: str, *, advice: str, **fields: object) -> LetterError:
    """A refusal with its way out."""
    return LetterError(Problem(code, fields, "", message, advice))


def undelivered(code: str, message: str, *, advice: str, **fields: object) -> SendingError:
    """What went wrong on the way."""
    return SendingError(Problem(code, fields, "", message, advice))
