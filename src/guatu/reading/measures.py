"""What is measured (growth, share, completion, gap …), told from the words before a number and its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.found import Said
from guatu.reading.lexicon import Lexicon, Role, Token
from guatu.reading.naming import Subject, kind_of

_THROUGH = (
    Role.LEVEL
    | Role.NEAR
    | Role.SKIP
    | Role.FLOOR
    | Role.STRETCH
    | Role.CAP
    | Role.LEAST
    | Role.EACH
    | Role.BOTH
    | Role.KEEP
    | Role.STATUS
    | Role.QUOTE
    | Role.GOAL
)
_TO = re.compile(
    r"(?:提高|增加|提升|增长|上升|下降|降|降低|缩小|扩大|回落|回升|减少|缩减|发展|增|升|减|调整|优化|[涨冲拉追爬跌掉滑落缩退])(?:到|"
    r"至|为)了?$|^(?:到|至)$"
)
_AVERAGES = {
    "全市": "city_average",
    "全省": "province_average",
    "全国": "nation_average",
    "市": "city_average",
    "省": "province_average",
    "国家": "nation_average",
}
_TOTALS = {"全市": "city_total", "全省": "province_total", "全国": "nation_total"}


_GROWTH_BASIS = re.compile(r"(20\d\d)年")


def growth_basis(words: Sequence[Token], lex: Lexicon) -> str | None:
    """The basis that the words name, None when they name none."""
    for i, word in enumerate(words):
        if word.roles & Role.BASIS:
            for basis in ("cagr", "two_year_average", "vs_year_start", "mom"):
                if word.text in lex.sets[f"basis.{basis}"]:
                    return basis
        if word.text in ("比", "较", "与") and i + 1 < len(words) and words[i + 1].roles & Role.PERIOD:
            year = _GROWTH_BASIS.match(words[i + 1].text)
            if year:
                return "vs:" + year[1]
    return None


def caliber(words: Sequence[Token], lex: Lexicon) -> str | None:
    """natural, same_scope or comparable, when the words say so."""
    for word in words:
        if word.roles & Role.CALIBER:
            for name in ("natural", "same_scope", "comparable"):
                if word.text in lex.sets[f"caliber.{name}"]:
                    return name
    return None


def percent(words: Sequence[Token], subject: Subject | None, lex: Lexicon, *, named: bool) -> Said | None:
    """What a percentage says; None when the words leave it open."""
    moved = part = False
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        roles, text = word.roles, word.text
        if text[-1] in "到至为了" and _TO.search(text):
            moved = True
            continue
        if roles & (Role.CONTRIBUTION):
            return Said("contribution_share", versus="gdp")
        if roles & Role.RATE and text not in ("序时进度", "时间进度"):
            return Said("completion")
        if roles & Role.OBJECT and not moved and _done(words):
            if any(w.roles & (Role.UP | Role.DOWN) for w in words[i + 1 :]):
                continue
            return Said("completion")
        if roles & Role.SHARE or text.startswith("占"):
            if text in ("比重", "比例", "份额", "占比") and not any("占" in w.text for w in words[:i]):
                return Said("level", of="ratio:" + text)
            return _share(words, subject, lex)
        if roles & Role.ALIAS and not roles & (Role.UP | Role.DOWN):
            if any(w.text.startswith("占") for w in words[:i]):
                return _share(words, subject, lex)
            break
        if roles & (Role.UP_NOUN | Role.DOWN_NOUN):
            return _growth(words, lex, down=bool(roles & Role.DOWN_NOUN))
        if roles & (Role.UP | Role.DOWN):
            if any(w.roles & Role.DOWN_NOUN for w in words[:i]):
                continue
            if moved and any(w.roles & Role.UP_NOUN and not w.roles & Role.UP for w in words[:i]):
                continue
            return _moving(words, i, subject, lex, named=named, moved=moved)
        if text.startswith("贡献"):
            return Said("contribution_share", versus=_whole(words))
        if roles & _THROUGH:
            part = part or _COMPLETED.fullmatch(text) is not None or _of_the_year(words, i)
            continue
        if roles & (Role.PLAIN | Role.NOUN | Role.ALIAS):
            if any(w.text.startswith("占") for w in words[:i]):
                return _share(words, subject, lex)
            break
    if part and subject is not None and kind_of(subject.id, lex) == "flow":
        return Said("completion", confidence=0.8)
    return _by_name(words, subject, lex, named=named, moved=moved)


# 工业投资只完成了四成: a part of what was to be done, whatever that was.
_COMPLETED = re.compile(r"(?:仅|只|才|刚|已)完成了?|完成了")


def _of_the_year(words: Sequence[Token], i: int) -> bool:
    """完成全年30%: a part of the year's work."""
    return words[i].text.endswith("完成") and any(w.text in ("全年", "年度") for w in words[i + 1 : i + 3])


def _done(words: Sequence[Token]) -> bool:
    """Whether the words tell that something was done, so that a task named in them is what it is of."""
    return any(
        w.text.lstrip("仅只才").startswith(("完成", "占", "为", "达", "实现", "执行", "相当"))
        or "完成" in w.text
        or w.text.endswith(("额为", "额占", "额达", "数为", "量为"))
        for w in words
    )


def _moving(
    words: Sequence[Token], i: int, subject: Subject | None, lex: Lexicon, *, named: bool, moved: bool
) -> Said:
    """What a verb of change before a percentage says: growth, a pull on another's growth, a ratio's move."""
    down = bool(words[i].roles & Role.DOWN)
    if any(w.roles & Role.PULL and w.text.startswith("拉") for w in words[:i]):
        return Said("contribution", sign=-1 if down else 1, versus=_pulled(words), unit="pp")
    if moved and _ratio(subject, lex):
        return Said("level")
    if named and _ratio(subject, lex):
        return Said("change", sign=-1 if down else 1, unit="pp", confidence=0.5)
    return _growth(words, lex, down=down)


def _by_name(
    words: Sequence[Token], subject: Subject | None, lex: Lexicon, *, named: bool, moved: bool
) -> Said | None:
    if subject is None:
        return None
    if subject.id == "cpi":
        return _growth(words, lex, down=False)
    if moved and not _ratio(subject, lex) and any(w.roles & Role.BASIS for w in words):
        return _growth(words, lex, down=False)  # 同比由-3.2%回升至4.1%
    if _ratio(subject, lex):
        return Said("level", confidence=0.95 if named else 0.7)
    if subject.id == "good_air_days" and named:
        return Said("level")
    if named and subject.canonical and not moved:
        return Said("growth", confidence=0.6)
    return None


def _ratio(subject: Subject | None, lex: Lexicon) -> bool:
    return subject is not None and kind_of(subject.id, lex) == "ratio" and subject.id != "tax_per_mu"


def _growth(words: Sequence[Token], lex: Lexicon, *, down: bool) -> Said:
    return Said("growth", sign=-1 if down else 1, basis=growth_basis(words, lex), caliber=caliber(words, lex))


def _share(words: Sequence[Token], subject: Subject | None, lex: Lexicon) -> Said:
    if _ratio(subject, lex) and not any(w.text.startswith("占") for w in words):
        return Said("level")
    if subject is not None and subject.id == "tax_revenue" and _of_budget(words):
        return Said("level", of="tax_share")
    if (
        subject is not None
        and subject.id == "rd_spending"
        and any("生产总值" in w.text or "GDP" in w.text for w in words)
    ):
        return Said("level", of="rd_share")
    if (
        subject is not None
        and subject.id == "high_tech_output"
        and any("规上" in w.text or "规模" in w.text or "工业" in w.text for w in words)
    ):
        return Said("level", of="high_tech_share")
    if (
        subject is not None
        and subject.name in ("战略性新兴产业", "高新技术产业")
        and any("规上" in w.text or "规模" in w.text or "工业" in w.text for w in words)
    ):
        return (
            Said("share", versus=_whole(words), of="emerging")
            if subject.name[0] == "战"
            else Said("level", of="high_tech_share")
        )
    return Said("share", versus=_whole(words))


_OF_BUDGET = re.compile(r"(?:比|比重|为|达|达到|地方|的)*(?:一般公共预算|公共财政|地方财政|财政|预算|收入|$)")


def _of_budget(words: Sequence[Token]) -> bool:
    text = "".join(w.text for w in words)
    after = text.split("占", 1)[1] if "占" in text else ""
    return bool(_OF_BUDGET.match(after)) and "总量" not in after


_WHOLE = re.compile(r"占(.+?)(?:的)?(?:比重|比例|份额|总量|$)")


def _whole(words: Sequence[Token]) -> str | None:
    text = "".join(w.text for w in words)
    for area, whole in _TOTALS.items():
        if area in text:
            return whole
    for word in words:
        if word.roles & Role.ALIAS and ("生产总值" in word.text or "GDP" in word.text):
            return "gdp"
    found = _WHOLE.search(text)
    return found[1] if found and found[1] else None


_PULLED = re.compile(r"(?:的|了)$")


def _pulled(words: Sequence[Token]) -> str | None:
    for i, word in enumerate(words):
        if word.roles & Role.PULL:
            text = "".join(w.text for w in words[i + 1 :] if not w.roles & (Role.UP | Role.DOWN | Role.AREA))
            if "生产总值" in text or "GDP" in text or "经济" in text:
                return "gdp"
            return _PULLED.sub("", text) or "gdp"
    return None


_POINTS = re.compile(r"拉动|拉升|拉低|带动|贡献|下拉|支撑")


def points(
    words: Sequence[Token], subject: Subject | None, lex: Lexicon, *, last: str | None, last_percent: bool
) -> Said | None:
    """What a number of percentage points says; ``last`` is the measure said before of the same subject."""
    text = "".join(w.text for w in words)
    flags = 0
    for word in words:
        flags |= word.roles
    if flags & Role.PULL and _POINTS.search(text):
        down = "下降" in text or "拉低" in text or "下拉" in text or "负" in text
        return Said("contribution", sign=-1 if down else 1, versus=_pulled(words))
    ratio = (
        _ratio(subject, lex)
        or last in ("share", "completion", "contribution_share")
        or (last == "level" and last_percent)
    )
    if flags & Role.UP_NOUN and not (flags & Role.SHARE):
        ratio = False
    sign = _sign(words)
    against = _against(text, words)
    if against in ("city_average", "province_average", "nation_average", "target", "schedule") or (
        against and against.startswith("area:")
    ):
        versus = against.removeprefix("area:")
        return Said("growth_gap", sign=sign, versus=versus)
    if not flags & (Role.UP | Role.DOWN | Role.MORE | Role.LESS):
        return None
    if ratio:
        return Said("change", sign=sign, basis=growth_basis(words, lex) or "yoy")
    whole = _FASTER_THAN.search(text) if flags & (Role.MORE | Role.LESS) else None
    if against is None and whole is not None:
        return Said("growth_gap", sign=sign, versus=whole[1])
    basis = "two_year_average" if "两年平均" in text else None
    return Said("growth_change", sign=sign, versus=against or "previous_period", basis=basis)


# 高于全部投资增速: what is compared with is another indicator's growth.
_FASTER_THAN = re.compile(r"(?:高|低|快|慢)于([^\W\d_]{2,10}?)的?(?:平均)?增(?:速|幅)$")


def _sign(words: Sequence[Token]) -> int:
    """Up or down, where a smaller fall is up."""
    sign = 0
    narrowed = False
    for word in words:
        text = word.text
        if word.roles & Role.DOWN_NOUN:
            narrowed = True
        elif text in ("收窄", "缩小", "缩窄", "扩大", "加深") and narrowed:
            return 1 if text in ("收窄", "缩小", "缩窄") else -1
        elif word.roles & (Role.LESS | Role.DOWN) and not word.roles & (Role.MORE | Role.UP):
            sign = -1
        elif (
            word.roles & (Role.MORE | Role.UP)
            and not word.roles & Role.BASIS
            and (word.text != "增长" or sign == 0)
        ):
            sign = 1
    return sign or 1


_AREAS = re.compile(r"全市|全省|全国")


def averages(text: str) -> list[str]:
    """The averages that the words name, when they are several: 分别高于全省、全国平均水平."""
    found = [_AVERAGES[area] for area in _AREAS.findall(text)]
    return found if len(found) > 1 else []


def average_of(area: str) -> str:
    """The code of the average of an area, else its name."""
    return _AVERAGES.get(area, area)


_AGAINST = re.compile(r"序时|时间进度|时序|[欠超落后]进度")
_AGAINST_2 = re.compile(r"上年|去年|同期|同比")
_AGAINST_3 = re.compile(r"上月|上期|上季|环比")
_AGAINST_4 = re.compile(
    r"(?:高于|低于|快于|慢于|高出|超过|超|比|较)([^\W\d_]{1,8}?(?:市|省|区|县|州|平均水平|水平|GDP增速|"
    r"国家))"
)
_AGAINST_5 = re.compile(r"比|较|同")
_AGAINST_6 = re.compile(r"(?:目标|预期|计划|任务)")
_AGAINST_7 = re.compile(r"全市|全省|全国|国家|省|市(?!场)")
_AGAINST_8 = re.compile(r"全市|全省|全国")
_AGAINST_9 = re.compile(r"^.*?(?:高于|低于|快于|慢于|超|比|较)")


def _against(text: str, words: Sequence[Token]) -> str | None:
    """What is compared with: an average, the schedule, a target, a period, another area."""
    flags = 0
    for word in words:
        flags |= word.roles
    compares = flags & (Role.MORE | Role.LESS) or _AGAINST_5.search(text)
    if flags & Role.SCHEDULE:
        return "schedule"
    if _AGAINST.search(text):
        return "schedule"
    for word in words:
        if word.roles & Role.AREA or "平均" in word.text:
            hit = _AGAINST_7.search(word.text) or _AGAINST_8.search(text)
            if hit and compares:
                return _AVERAGES.get(hit[0], "city_average")
            if "平均" in word.text and compares:
                return "area:" + _AGAINST_9.sub("", text).replace("平均", "平均")[:10]
    if compares and _AGAINST_6.search(text) and not flags & Role.PERIOD:
        return "target"
    period = next((w for w in words if w.roles & Role.PERIOD), None)
    if period is not None:
        return "period:" + period.text
    if _AGAINST_2.search(text):
        return "previous_year"
    if _AGAINST_3.search(text):
        return "previous_period"
    place = _AGAINST_4.search(
        text,
    )
    return "area:" + place[1] if place else None
