"""Exact numbers in the database: SQLite would keep a DECIMAL as a binary fraction; these are text."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

LONGEST = 60


def canonical(value: Decimal) -> str:
    """The one way to write a number: plain digits, no exponent, no trailing zeros.

    >>> canonical(Decimal("4.2800E+10")), canonical(Decimal("-8.920")), canonical(Decimal("-0"))
    ('42800000000', '-8.92', '0')
    """
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    if not value:
        return "0"
    text = format(value.normalize(), "f")
    if len(text) > LONGEST:
        raise ValueError(f"{text[:20]}… has more than {LONGEST} digits")
    return text


class ExactDecimalField(models.CharField):
    """A `Decimal` stored as canonical text: equal numbers are equal texts, so the database may compare."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Decimal | None:
        """The number that the text writes."""
        return None if value is None else Decimal(value)

    def to_python(self, value: object) -> Decimal | None:
        """A number from a number or its text; a float is refused, because it is already another number."""
        if value is None or isinstance(value, Decimal):
            return value
        if isinstance(value, float):
            raise ValidationError("a float is not exact")
        try:
            return Decimal(str(value))
        except InvalidOperation as error:
            raise ValidationError("not a number") from error

    def get_prep_value(self, value: object) -> str | None:
        """The canonical text."""
        number = self.to_python(value)
        return None if number is None else canonical(number)
