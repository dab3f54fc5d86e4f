"""Enterprises are found by code, else by a name that is theirs alone."""

from guatu.enterprises.credit import check_character, is_valid
from guatu.enterprises.register import SCHEMA, register_of, with_new


def code(number: int) -> str:
    body = f"91320{number:012d}"
    return body + check_character(body)


def test_a_mistyped_code_is_no_code() -> None:
    good = code(7)
    assert is_valid(good)
    assert not is_valid(good[:-2] + ("0" if good[-2] != "0" else "1") + good[-1])
    assert not is_valid(good[:-1])


def test_code_goes_before_name_and_near_ones_are_only_suggested() -> None:
    names = [(code(1), "青澜精密机械有限公司"), (code(2), "云埠电子（集团）有限公司")]
    register = with_new(register_of(SCHEMA.empty_table()), names, seq=1)
    assert register.find(code(2).lower(), "") == 2
    assert register.find("", "云埠电子集团有限责任公司") == 2
    assert register.find(code(3), "青澜精密机械有限公司") is None
    assert register.find("", "青澜精密器械有限公司") is None
    assert register.suggest("", "青澜精密器械有限公司") == 1


def test_a_name_that_two_bear_finds_neither() -> None:
    register = with_new(register_of(SCHEMA.empty_table()), [(code(1), "甲厂"), (code(2), "甲厂")], seq=1)
    assert register.find("", "甲厂") is None
