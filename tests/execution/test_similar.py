"""Which task a message speaks of, and which tasks may be one."""

from guatu.execution.similar import duplicates, matches, stands_out

TITLES = {1: "设立深圳、苏州招商联络处", 2: "组织招商小分队赶赴深圳、苏州开展敲门招商", 3: "兑现惠企资金"}


def test_a_message_names_the_task_by_the_words_that_are_its_own():
    said = matches("深圳、苏州敲门招商本周拜访企业14家", TITLES)
    assert [number for number, _score in said] == [2, 1]
    assert stands_out(said)


def test_what_names_nothing_is_put_to_nothing():
    assert not matches("收到", TITLES)
    assert not stands_out([])


def test_two_titles_named_alike_are_left_to_a_person():
    alike = {1: "甲街道排口整改", 2: "乙街道排口整改"}
    assert not stands_out(matches("街道排口整改过半", alike))


def test_duplicates_are_those_that_differ_in_emphasis_alone():
    titles = {1: "推进无异味园区创建", 2: "加快推进无异味园区创建", 3: "兑现惠企资金"}
    assert [(one, other) for one, other, _score in duplicates(titles)] == [(1, 2)]
