"""Light schemes are data; what places have decided is reproduced from it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.schedule.lights import COLOURS, FACTS, SchemeError, load_scheme, scheme_ids, scheme_of

gaps = st.decimals(-100, 100, places=2)


def colour(scheme, **facts):
    return load_scheme(scheme).judge({k: Decimal(str(v)) for k, v in facts.items()}).colour


@pytest.mark.parametrize(
    ("gap", "light"), [(5, "green"), (0, "green"), (-0.1, "yellow"), (-10, "yellow"), (-10.1, "red")]
)
def test_the_default_gives_ten_points_of_grace(gap, light):
    assert colour("progress", progress_gap_pp=gap) == light


def test_missing_only_what_was_striven_for_is_never_red():
    for scheme, fact in (("progress", "progress_gap_pp"), ("growth", "growth_gap_pp"), ("rank", "rank_gap")):
        assert colour(scheme, **{fact: -60}, stretch_only=1) == "yellow"


def test_a_closed_period_that_missed_its_floor_is_red_however_near():
    assert colour("progress", progress_gap_pp=-1, closed=1, achieved=0) == "red"


@pytest.mark.parametrize(("gap", "light"), [(-9.9, "green"), (-10, "yellow"), (-30, "yellow"), (-31, "red")])
def test_yinchuan_starts_yellow_at_ten_points_behind_and_red_beyond_thirty(gap, light):
    assert colour("yinchuan-2025-progress", progress_gap_pp=gap) == light


@pytest.mark.parametrize(
    ("growth", "plan", "peer", "light"),
    [(12, 2, 1, "green"), (12, 2, -1, "yellow"), (3, -7, 1, "yellow"), (-2, -12, -9, "red")],
)
def test_tianjin_asks_for_plan_and_city_average_both(growth, plan, peer, light):
    facts = {"growth": growth, "growth_gap_pp": plan, "growth_vs_peer_pp": peer}
    assert colour("tianjin-2022-growth", **facts) == light


def test_an_unknown_city_average_leaves_tianjin_without_a_light():
    assert colour("tianjin-2022-growth", growth=12, growth_gap_pp=2) == "none"


def test_suqian_paints_a_near_deadline_blue_where_others_paint_it_yellow():
    assert colour("suqian-2025-deadline", days_to_due=3, days_overdue=0) == "blue"
    assert colour("deadline", days_to_due=3, days_overdue=0) == "yellow"


def test_ouhai_paints_what_was_made_up_late_yellow_and_recolours_the_past():
    scheme = "ouhai-2020-milestone"
    assert load_scheme(scheme).recolour
    assert colour(scheme, missed=1, made_up=0, days_to_due=0, days_overdue=3) == "red"
    assert colour(scheme, missed=1, made_up=1, closed=1) == "yellow"
    assert colour(scheme, missed=0, made_up=1, closed=1) == "green"
    assert colour(scheme, missed=0, days_to_due=3) == "green"


@pytest.mark.parametrize(("missed", "light"), [(0, "green"), (1, "yellow"), (2, "yellow"), (3, "red")])
def test_yinchuan_turns_red_when_three_months_running_a_start_is_missed(missed, light):
    assert colour("yinchuan-2025-start", periods_missed=missed) == light


@pytest.mark.parametrize(
    ("months", "light"), [(0, "green"), (1, "green"), (1.5, "yellow"), (2, "yellow"), (3, "red")]
)
def test_yinchuan_waits_a_month_after_the_start_for_the_entry(months, light):
    assert colour("yinchuan-2025-entry", months_after_start=months) == light


@pytest.mark.parametrize(("gap", "light"), [(1, "blue"), (0, "blue"), (-2, "yellow"), (-3, "red")])
def test_zaozhuang_praises_in_blue(gap, light):
    assert colour("zaozhuang-2023-rank", rank_gap=gap) == light


@pytest.mark.parametrize(("facts", "light"), [((4, 0), "green"), ((3, 0), "yellow"), ((0, 1), "red")])
def test_yichang_warns_three_days_before(facts, light):
    assert colour("yichang-2015-node", days_to_due=facts[0], days_overdue=facts[1]) == light


def test_only_a_scheme_that_says_so_recolours_the_past():
    assert {s for s in scheme_ids() if load_scheme(s).recolour} == {"ouhai-2020-milestone"}


def test_a_light_is_never_guessed_from_unknown_facts():
    for identity in scheme_ids():
        assert load_scheme(identity).judge(dict.fromkeys(FACTS)).colour == "none"


@given(st.dictionaries(st.sampled_from(sorted(FACTS)), gaps))
def test_every_scheme_answers_every_question_with_a_colour_and_a_word(facts):
    for identity in scheme_ids():
        light = load_scheme(identity).judge(facts)
        assert light.colour in COLOURS
        assert light.label


@given(gaps, gaps)
def test_a_better_gap_never_has_a_worse_light(one, other):
    low, high = sorted((one, other))
    scheme = load_scheme("progress")
    worse, better = scheme.judge({"progress_gap_pp": low}), scheme.judge({"progress_gap_pp": high})
    assert worse.severity <= better.severity


@pytest.mark.parametrize(
    "rule",
    [
        {"when": ["no_such_fact > 0"], "colour": "red", "label": "某"},
        {"when": ["closed equals 1"], "colour": "red", "label": "某"},
        {"colour": "purple", "label": "某"},
        {"colour": "red", "label": ""},
        {"when": ["closed == 1"], "colour": "red", "label": "某"},  # last rule with a condition
    ],
)
def test_a_scheme_with_a_slip_is_refused(rule):
    with pytest.raises(SchemeError):
        scheme_of({"name": "某", "judges": "task", "source": "某", "rules": [rule]}, identity="slip")


def test_an_unknown_scheme_names_those_on_file():
    with pytest.raises(SchemeError, match="progress"):
        load_scheme("nowhere")
