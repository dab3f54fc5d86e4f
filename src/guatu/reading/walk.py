"""The walk through a sentence: each number finds its name and its predicate, or inherits them from what was said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from guatu.reading.clauses import CORE, Lead, lead
from guatu.reading.found import Found, Said
from guatu.reading.lexicon import STAGES, Lexicon, Role, Token
from guatu.reading.measures import caliber, growth_basis, percent, points, ranked
from guatu.catalogue.load import indicators
from guatu.reading.numbers import SCALES, UNITS, Kind, Number
from guatu.reading.subjects import Subject, is_place, likely, subject
from guatu.vocabulary.statements import Amount

_BREAK = Role.COMMA | Role.STOP | Role.OPEN | Role.CLOSE
_AFTER = re.compile(r"元?(?:及以上|以上|左右|上下|以内|之内|以下|之间|内(?=[,。;、)]))")
_SIZED = re.compile(
    r"(?:以上|以下)?的?(?=\d+(?:家|个|户|项))|(?:元|美元)?(?:\(?含\)?|及)?(?:(?:以上|以下|以内|规模)的?|的?(?=重|大|产业|工业|项目|企业))(?:[^\W\d_]|[“”\"]){0,10}?(?:项目|企业|工程|大户|产业链|合同|客户|纳税|单位|乡镇|园区)(?!投资|总投资|完成)"
)
_OVER = re.compile(r"(?:超过?|逾|过|大于)$")
_OVERSIZED = re.compile(r"的?(?:[^\W\d_]|[“”\"]){0,8}?(?:项目|企业|工程)(?!投资|总投资|完成)")
_DOING = Role.LEVEL | Role.NEW | Role.FLOOR | Role.STRETCH
_COUNTED = frozenset({"count", "person"})
_AMOUNTS = frozenset(
    {"CNY", "USD", "count", "person", "mu", "m2", "km", "m3", "kWh", "t", "TEU", "ug/m3", "day"}
)


@dataclass(slots=True)
class State:
    """What stays in force from number to number and from sentence to sentence."""

    lex: Lexicon
    text: str
    subject: Subject | None = None
    parent: Subject | None = None
    heading: Subject | None = None
    last: Found | None = None
    ahead: Callable[[int], bool | None] = field(default=lambda offset: None)
    found: list[Found] = field(default_factory=list)
    unread: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Sentence:
    """What is in force within one sentence."""

    words: list[Token]
    promise: str | None = None
    base: str | None = None
    pair: bool = False
    said: Said | None = None
    start: int = 0
    items: list[Found] = field(default_factory=list)
    area: str | None = None
    outer: Lead | None = None
    names: list[Subject] = field(default_factory=list)
    passed: int = 0
    shared: list[Subject] = field(default_factory=list)
    group: list[Subject] = field(default_factory=list)
    fresh: bool = False


def sized(words: list[Token], text: str) -> list[Token]:
    """Amounts that only say how large a counted thing is become parts of its name."""
    out = list(words)
    for i, word in enumerate(out):
        number = word.number
        if number is None or number.kind is not Kind.QUANTITY:
            continue
        rest = text[word.end : word.end + 24]
        if number.unit is None and number.scaled and re.match(r"(?:及)?以[上下]", rest):
            number = replace(number, unit="CNY")
        if number.unit not in ("CNY", "USD"):
            continue
        before = text[max(0, word.start - 2) : word.start]
        hit = _SIZED.match(rest)
        if hit is None and _OVER.search(before):
            hit = _OVERSIZED.match(rest)
        if hit is not None:
            end = word.end
            over = re.match(r"(?:元|美元)?(?:\(?含\)?|及)?(?:以上|以下|以内)?的?", rest)
            end += over.end() if over else 0
            out[i] = Token(Role.SIZE, word.start, word.end, word.text, number)
            j = i + 1
            while j < len(out) and out[j].end <= end:
                out[j] = Token(Role.SIZE, out[j].start, out[j].end, out[j].text)
                j += 1
            if i and _OVER.search(out[i - 1].text):
                out[i - 1] = Token(Role.SIZE, out[i - 1].start, out[i - 1].end, out[i - 1].text)
    return out


_LISTED = re.compile(r"^(?:、|,|和|与|及|以及|至|到|-|~|--)$")
_TURNED = re.compile(r"^(?:、|,|和|与|及)?[^\d,;。]{0,5}$")


def united(words: list[Token], text: str) -> list[Token]:
    """A number of a list borrows its unit from the next one: 增长5、6和7%, 回落2.2个和加快0.3个百分点."""
    out = list(words)
    following: Number | None = None
    for i in range(len(out) - 1, -1, -1):
        number = out[i].number
        if number is None or number.kind is not Kind.QUANTITY:
            continue
        if following is not None:
            between = text[number.end : following.start]
            bare = number.unit is None and _LISTED.match(between)
            if following.unit and (
                bare or (number.written == "个" and following.unit == "pp" and _TURNED.match(between))
            ):
                borrowed = _borrow(number, following, text[following.start : following.end])
                out[i] = Token(out[i].roles, out[i].start, out[i].end, out[i].text, borrowed)
                number = borrowed
        following = number
    return out


def _borrow(number: Number, following: Number, following_text: str) -> Number:
    scale = Decimal(1)
    if bare_scale := re.match(r"[\d.,]+(万亿|千亿|百亿|亿|千万|百万|万)", following_text):
        scale = SCALES[bare_scale[1]] if not number.scaled else scale
    factor = UNITS[following.written][1] if following.written in UNITS else Decimal(1)
    return replace(
        number, value=number.value * scale * factor, unit=following.unit, written=following.written
    )


def _without_asides(words: list[Token]) -> list[Token]:
    """Brackets that hold no number (不含农户) are passed over."""
    out: list[Token] = []
    opened: int | None = None
    for word in words:
        if word.roles & Role.OPEN:
            opened = len(out)
        elif word.roles & Role.NUMBER:
            opened = None
        elif word.roles & Role.CLOSE and opened is not None:
            del out[opened:]
            opened = None
            continue
        out.append(word)
    return out


def walk(words: list[Token], state: State) -> None:
    """Read one sentence; what is found is added to ``state``."""
    words = united(sized(_without_asides(words), state.text), state.text)
    here = _Sentence(words)
    low = 0
    i = 0
    while i < len(words):
        word = words[i]
        roles = word.roles
        if roles & Role.NUMBER and word.number is not None:
            placed = _number(state, here, words[low:i], word, i)
            i += 1
            if not placed:
                continue
            skip = _AFTER.match(state.text, word.end)
            while skip and i < len(words) and words[i].start < skip.end():
                i += 1
            low = i
            continue
        if roles & _BREAK or word.text == "-":
            if low < i:
                _passing(state, here, words[low:i])
            if roles & Role.OPEN:
                here.outer = lead(words[low:i])
            if roles & Role.STOP:
                _semicolon(here)
            low = i + 1
        i += 1
    if low < len(words):
        _passing(state, here, words[low:])


def _semicolon(here: _Sentence) -> None:
    here.shared = []
    here.said = None


def _promise(words: Sequence[Token], here: _Sentence, *, named: bool) -> None:
    """A word of promise governs from here on; a 力争 without a name only stretches the figure before it."""
    if named and here.pair:
        here.promise, here.pair = here.base, False
    for i, word in enumerate(words):
        roles = word.roles
        if i and words[i - 1].roles & Role.NUMBER:
            continue
        if roles & Role.STRETCH:
            following = words[i + 1].text if i + 1 < len(words) else ""
            if word.text == "奋斗目标" and (following in ("是", "为", "") and not here.items):
                continue
            local = any(w.roles & CORE for w in words[:i])
            if local or (not named and here.items):
                here.base = here.promise if not here.pair else here.base
                here.pair = True
            here.promise = "stretch"
        elif roles & Role.FLOOR:
            here.promise, here.pair = "floor", False
        elif roles & (Role.LEAST | Role.CAP) and word.text not in ("高于", "低于", "控制"):
            if here.promise is None:
                here.promise = "goal"
            elif here.pair or (here.promise == "stretch" and not named):
                here.promise = "floor"


def _passing(state: State, here: _Sentence, words: Sequence[Token]) -> None:
    """A clause without a number may name what the next one speaks of."""
    sorted_ = lead(words)
    _promise(words, here, named=bool(sorted_.name))
    named = subject(sorted_.name, state.lex, last=state.subject, before=sorted_.before)
    if named is not None and (named.canonical or not sorted_.predicate):
        if named.canonical:
            state.subject = named
            here.fresh = True
            here.passed += 1
            return
        elif len(words) <= 3 and words[0].roles & (Role.NOUN | Role.PLAIN) and not here.items:
            here.names.append(named)
    here.passed += 1
    alias = next((w for w in words if w.roles & Role.ALIAS and len(w.text) > 3), None)
    if alias is not None and not any(w.roles & (Role.THAN | Role.SHARE | Role.MORE | Role.LESS) for w in words):
        ids = state.lex.aliases[alias.text]
        if len(ids) == 1:
            state.subject = Subject(ids[0], alias.start, alias.end)


def _number(state: State, here: _Sentence, words: Sequence[Token], word: Token, index: int) -> bool:
    """Place one number; False when it only counts what follows, so that the words before it stay in force."""
    number = word.number
    if number is None:
        return True
    content = [
        w for w in words if not w.roles & Role.AND or w.roles & ~int(Role.AND | Role.RANK | Role.LEVEL)
    ]
    after_join = not [w for w in words if not w.roles & (Role.AND | Role.NEAR)]
    if number.kind is Kind.STRUCTURE:
        _structure(state, here, words, word)
        return True
    if number.kind is Kind.QUANTITY and not number.unit:
        state.unread.append((word.start, word.end, "no unit" if number.unit is None else "unit"))
        return True
    if index and here.words[index - 1].roles & Role.OPEN and here.outer is not None:
        _bracketed(state, here, word)
        return True
    if _ranged(state, here, word):
        return True
    if _quota(state, words, word) or _referred(state, words, word):
        return False
    sorted_ = lead(words)
    _promise(words, here, named=bool(sorted_.name))
    if _shared(state, here, words, word, index, after_join=after_join):
        return True
    if after_join and here.items and not content:
        _continued(state, here, word, index)
        return True
    named = subject(
        sorted_.name,
        state.lex,
        last=state.subject,
        before=sorted_.before,
        near=sorted_.near,
    )
    named = _spent(named, number, sorted_)
    if named is not None and named.id == "above_scale_enterprises" and number.unit == "CNY":
        named = None
    if named is not None and _furniture(named, number):
        state.unread.append((word.start, word.end, "no indicator"))
        return True
    named = _attributive(state, here, sorted_, word, named)
    if named is not None and named.id == "attributive":
        state.unread.append((word.start, word.end, "counts what follows"))
        return False
    _single(state, here, sorted_, word, index, named)
    return True


_POLICY = re.compile(
    r"(?:环境|政策|措施|意见|办法|举措|条例|若干|规定|机制|行动|清单|工程|任务|细则|纲要|方案|会议|原则)$"
)


def _spent(named: Subject | None, number: Number, sorted_: Lead) -> Subject | None:
    """Money of projects is what was signed for them or spent on them."""
    if named is None or number.unit != "CNY":
        return named
    if named.id == "signed_projects":
        return replace(named, id="signed_investment")
    if named.id.endswith("项目完成投资"):
        estate = "房地产" in named.id
        return replace(named, id="real_estate_investment" if estate else "project_investment")
    done = any(w.text in ("完成", "累计完成", "已完成") for w in sorted_.predicate or sorted_.words[-2:])
    if done and (named.id.endswith("项目") or named.id.endswith("_projects")):
        return replace(named, id="project_investment")
    return named


def _furniture(named: Subject, number: Number) -> bool:
    """营商环境66条 names a policy, not a figure."""
    return (
        number.written in ("条", "项", "款", "次")
        and not named.canonical
        and bool(_POLICY.search(named.name))
    )


def _ranged(state: State, here: _Sentence, word: Token) -> bool:
    """3%至5%: the second half of a range."""
    if not here.items or word.number is None:
        return False
    previous = here.items[-1]
    between = state.text[previous.number.end : word.start]
    if previous.number.unit != word.number.unit or between not in ("-", "~", "至", "到", "--"):
        return False
    previous.stretch = word.number.value
    after = _AFTER.match(state.text, word.end)
    previous.end = after.end() if after else word.end
    if after and ("左右" in after[0] or "上下" in after[0]):
        previous.approximate = "about"
    return True


def _referred(state: State, words: Sequence[Token], word: Token) -> bool:
    """A、B等28个项目, 未动工的34个项目: counts of things already spoken of."""
    number = word.number
    if number is None or number.unit != "count" or not words:
        return False
    last = words[-1].text
    if _STAGED.match(state.text, word.end):
        return False
    if last == "等" or last.endswith("等") or (last == "的" and not (len(words) > 1 and words[-2].roles & Role.SIZE)):
        state.unread.append((word.start, word.end, "counts what follows"))
        return True
    return False


def _quota(state: State, words: Sequence[Token], word: Token) -> bool:
    """完成年度任务242亿元的41.6%: the amount is the task's, not a figure of its own."""
    if not any(w.roles & (Role.OBJECT | Role.RATE) for w in words) or not re.match(
        r"的\d", state.text[word.end : word.end + 2]
    ):
        return False
    state.unread.append((word.start, word.end, "a quota"))
    return True


def _structure(state: State, here: _Sentence, words: Sequence[Token], word: Token) -> None:
    text = "".join(w.text for w in words)
    context = state.text[max(0, word.start - 40) : word.start]
    if not re.search(r"产业|三产|结构", context):
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if re.search(r"由[^,]*$", text) and re.match(
        r"[^,。;]{0,4}(?:调整|变|优化|演变|转变|提升|到|为|变化|发展)", state.text[word.end : word.end + 8]
    ):
        return
    parts = word.text.split(":")
    for id_, part in zip(
        ("primary_value_added", "secondary_value_added", "tertiary_value_added"), parts, strict=True
    ):
        base = Subject(id_, word.start, word.end)
        said = Said("share", versus="gdp")
        _add(state, here, base, said, Decimal(part), "percent", word, words)


_CONTINUES = re.compile(r"占|同比|比|较|增|减|下降|为|居|列|和|及|与|并|以上|左右|上下|以内|之|、|,|。|;|\)|\(|其中|均|已|的[,。;]")
_STAGED = re.compile(
    r"(?:[^\W\d_]|、){0,10}?项目(?:已经?|实现|顺利|全部|集中|陆续|先后|全面|均已?|正式)?(竣工投产|签约|开工建设|开工|竣工|投产|达产)(?!率|项目|后|的)"
)


def _attributive(
    state: State, here: _Sentence, sorted_: Lead, word: Token, named: Subject | None
) -> Subject | None:
    """新增规上企业 may stand before the number, 新增54家规上企业 after it."""
    if word.number is None or word.number.unit not in _AMOUNTS - _MONEY:
        return named
    behind = state.text[word.end : word.end + 24]
    if not behind or not ("\u4e00" <= behind[0] <= "\u9fff" or behind[0] in '“"'):
        return named
    if _AFTER.match(behind) or (named is not None and named.canonical):
        return named
    staged = _STAGED.match(behind)
    if staged and word.number.unit == "count":
        id_ = STAGES.get(staged[1], "other:竣工投产项目" if staged[1] == "竣工投产" else None)
        if id_:
            return Subject(id_, word.start, word.end + staged.end(), name="项目")
    from_here = [w for w in here.words if w.start >= word.end]
    run: list[Token] = []
    for w in from_here:
        if w.roles & (Role.ALIAS | Role.PLAIN | Role.NOUN | Role.SIZE | Role.STAGE | Role.QUOTE):
            run.append(w)
        else:
            break
    stage = [w for w in sorted_.words if w.roles & Role.STAGE]
    later = subject([*stage, *run], state.lex, last=state.subject) if run else None
    if later is not None and later.canonical:
        return later
    if not run and word.number.unit == "count" and not _CONTINUES.match(behind):
        return Subject("attributive", word.start, word.end)
    if run and run[0].start == word.end and (named is None or not named.canonical):
        listed = bool(here.items) and here.items[-1].subject.name == "behind"
        verb = bool(sorted_.words) and bool(sorted_.words[-1].roles & _DOING)
        looked = here.promise or state.ahead(word.start)
        if (
            later is not None
            and named is None
            and looked
            and (verb or listed)
            and word.number.unit != "t"
            and likely(later) >= 0.7
        ):
            return replace(later, name="behind")
        return Subject("attributive", word.start, word.end)
    return named


def _shared(
    state: State, here: _Sentence, words: Sequence[Token], word: Token, index: int, *, after_join: bool
) -> bool:
    """分别: several names before, several numbers after."""
    sorted_name = bool(lead(words).name) if words else False
    if sorted_name:
        here.group = []
    if here.shared and (after_join or _same_predicate(words)):
        base = here.shared.pop(0)
        said = (
            _said(state, here, lead(words), word, base, named=True) if words and not after_join else here.said
        )
        if said is None:
            said = here.said
        if said is not None:
            if after_join and here.said is not None:
                said = here.said
            _emit(state, here, base, said, word, words, named=True)
            here.said = said
            return True
    if here.group and not here.shared and not sorted_name and _following(here.words, index) == len(here.group):
        base = here.group[0]
        said = _said(state, here, lead(words), word, base, named=False)
        if said is not None and said.measure in ("growth", "change", "level", "rank", "completion"):
            here.shared, here.said = list(here.group[1:]), said
            _emit(state, here, base, said, word, words, named=False)
            return True
    each = [w for w in words if w.roles & Role.EACH and w.text != "各"]
    pair_name = next(
        (w for w in words if w.roles & Role.ALIAS and len(state.lex.aliases.get(w.text, ())) > 1), None
    )
    if not each and pair_name is None:
        return _alike(state, here, words, word, index)
    count = _following(here.words, index)
    if count < 2:
        return False
    bases = _bases(state, here, words, count, pair_name)
    if len(bases) < 2:
        return _two_faced(state, here, words, word, count)
    sorted_ = lead(words)
    here.group = list(bases)
    base = bases.pop(0)
    said = _said(state, here, sorted_, word, base, named=True)
    if said is None:
        return False
    here.shared = bases
    here.said = said
    _emit(state, here, base, said, word, words, named=True)
    return True


def _alike(state: State, here: _Sentence, words: Sequence[Token], word: Token, index: int) -> bool:
    """A、B、C均增长10%: each of several known indicators has the figure."""
    joined = [w for w in words if w.roles & Role.AND and w.text in ("、", "和", "及", "与")]
    known = [w for w in words if w.roles & Role.ALIAS and len(w.text) > 3]
    if not joined or len(known) < 2 or _following(here.words, index) > 1:
        return False
    bases = _bases(state, here, words, len(joined) + 1, None)
    if len(bases) != len(joined) + 1 or not all(b.canonical for b in bases):
        return False
    said = _said(state, here, lead(words), word, bases[0], named=True)
    if said is None or said.measure not in ("growth", "multiple", "rank", "completion"):
        return False
    for base in bases:
        _emit(state, here, base, said, word, words, named=True)
    here.group, here.said = list(bases), said
    return True


def _two_faced(state: State, here: _Sentence, words: Sequence[Token], word: Token, count: int) -> bool:
    """总量、增速分列第2位、第4位: one subject, a place of each measure."""
    if word.number is None or word.number.kind is not Kind.ORDINAL or state.subject is None:
        return False
    of, among = ranked(words, last=None)
    if len(of) != count:
        return False
    bases = [state.subject] * count
    here.shared = bases[1:]
    said = [Said("rank", of=one, scope=among) for one in of]
    _emit(state, here, bases[0], said[0], word, words, named=False)
    here.said = said[1]
    return True


def _same_predicate(words: Sequence[Token]) -> bool:
    mask = Role.ALIAS | Role.PLAIN | Role.NOUN | Role.COMMA
    return bool(words) and words[0].roles & Role.AND != 0 and not any(w.roles & mask for w in words)


def _following(words: Sequence[Token], index: int) -> int:
    """How many numbers the list that starts at ``index`` has."""
    count = 1
    i = index + 1
    while i < len(words):
        w = words[i]
        if w.roles & Role.NUMBER:
            count += 1
        elif w.roles & (Role.COMMA | Role.STOP | Role.OPEN | Role.CLOSE | Role.ALIAS | Role.NOUN):
            break
        i += 1
    return count


def _bases(
    state: State, here: _Sentence, words: Sequence[Token], count: int, pair_name: Token | None
) -> list[Subject]:
    """The subjects that the numbers belong to, in order."""
    if pair_name is not None:
        ids = state.lex.aliases[pair_name.text]
        if len(ids) == count:
            return [Subject(id_, pair_name.start, pair_name.end) for id_ in ids]
    runs: list[list[Token]] = [[]]
    for w in words:
        if w.roles & Role.EACH or w.roles & (Role.UP | Role.DOWN):
            break
        if w.roles & Role.AND:
            runs.append([])
        else:
            runs[-1].append(w)
    bases: list[Subject] = []
    for run in runs:
        last = bases[-1] if bases else state.subject
        named = subject(lead(run).name, state.lex, last=last, joint=bool(bases)) if run else None
        stage = next((w for w in run if w.roles & Role.STAGE), None)
        if named is None and stage is not None:
            named = Subject(STAGES[stage.text], stage.start, stage.end)
        if named is not None:
            bases.append(named)
    if len(bases) == count:
        return bases
    if len(runs) == count and bases:
        headed = _headed([r for r in runs if r], bases[-1])
        if len(headed) == count:
            return headed
    if state.subject is not None and len(state.subject.ids) == count and not bases:
        return [Subject(id_, state.subject.start, state.subject.end) for id_ in state.subject.ids]
    recent: list[Found] = []
    for item in reversed(here.items):
        if not any(item.subject is other.subject or item.subject.id == other.subject.id for other in recent):
            recent.append(item)
        if len(recent) == count:
            return [item.subject for item in reversed(recent)]
    return []


def _headed(runs: list[list[Token]], last: Subject) -> list[Subject]:
    """猪、牛、羊出栏量: the head of the last name belongs to all of them."""
    texts = ["".join(w.text for w in lead(run).words if w.roles & CORE) for run in runs]
    size = min(map(len, texts[:-1]), default=0)
    name = last.name or last.id.removeprefix("other:")
    head = name[min(size, 2) :]
    if not size or last.canonical or len(head) < 2:
        return []
    return [
        *(Subject("other:" + text + head, run[0].start, run[-1].end, name=text + head) for text, run in zip(texts[:-1], runs, strict=False)),
        last,
    ]


def _continued(state: State, here: _Sentence, word: Token, index: int) -> None:
    """、 or 和 and the next number: the same words govern it, when it can be told of what."""
    previous, said = here.items[-1], here.said
    if said is not None and said.measure in ("growth_gap", "growth_change") and word.number is not None:
        if word.number.unit == "pp":
            _emit(state, here, previous.subject, said, word, (), named=False)
            return
    state.unread.append((word.start, word.end, "no indicator"))


def _single(
    state: State, here: _Sentence, sorted_: Lead, word: Token, index: int, named: Subject | None
) -> None:
    number = word.number
    if number is None:
        return
    area = None
    if named is not None and not named.canonical:
        if is_place(named.name) and state.subject is not None:
            named, area = None, named.name
        elif number.kind is Kind.ORDINAL and any(w.roles & Role.NUMBER for w in sorted_.words):
            judged = re.search(r"(?:考评|考核|评价|测评|评估)(?=中?$)", named.name)
            named = replace(named, id="other:" + named.name[: judged.end()]) if judged else None
    base = named or _inherited(state, sorted_, number)
    said = _said(state, here, sorted_, word, base, named=named is not None)
    if said is None and named is None and here.said is not None and here.items:
        previous = here.items[-1]
        moved = any(re.search(r"[到至]$", w.text) for w in sorted_.words)
        if (
            previous.unit == number.unit
            and (here.promise or moved)
            and previous.measure in ("growth", "level", "share")
        ):
            said = here.said
    if said is None or base is None:
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if named is not None:
        state.subject = named
    if area is not None and said.area is None:
        said = replace(said, area=area)
    for one in (said,) if said.measure != "rank" else _ranks(said):
        _emit(state, here, base, one, word, sorted_.words, named=named is not None)
    here.said = said


_MONEY = frozenset({"CNY", "USD"})


def _inherited(state: State, sorted_: Lead, number: Number) -> Subject | None:
    """The subject in force, when a number of this unit can be of it."""
    base, unit = state.subject, number.unit
    if base is None or unit not in _AMOUNTS:
        return base
    if unit == "CNY" and (base.id.endswith(("项目", "_projects"))) and base.id != "signed_projects":
        if any(w.text in ("完成", "累计完成", "已完成") for w in sorted_.words):
            return replace(base, id="project_investment")
        return None
    if unit == "count" and (
        base.id.endswith("项目") or base.id.endswith("_projects") or base.id == "project_investment"
    ):
        stage = next((w for w in sorted_.words if w.roles & Role.STAGE), None)
        if stage is not None:
            return replace(base, id=STAGES[stage.text])
        return base
    known = indicators().get(base.id)
    if known is None:
        return base
    fits = known.unit == unit or {known.unit, unit} <= _MONEY or {known.unit, unit} <= {"count", "person"}
    if known.id == "tax_per_mu" or known.unit in ("percent", "rank", ""):
        fits = known.unit == unit
    return base if fits else None


def _ranks(said: Said) -> list[Said]:
    return [
        Said("rank", of=of, scope=said.scope, confidence=said.confidence)
        for of in (said.of or "level").split("+")
    ]


def _bracketed(state: State, here: _Sentence, word: Token) -> None:
    """桐丘区(61.3亿元), 比全省(7.7%): another area's figure of the subject in force."""
    outer, number = here.outer, word.number
    if outer is None or number is None or state.subject is None or not outer.words:
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if number.kind is Kind.ORDINAL:
        said = _place(here, outer.words, word, state.last)
        for one in _ranks(said) if said is not None else ():
            _emit(state, here, state.subject, one, word, (), named=False)
        return
    place = re.search(
        r"([^\W\d_]{1,8}?(?:市|县|区|省|州|旗|镇|乡|街道|园|国))$", "".join(w.text for w in outer.words)
    )
    if place is None or number.unit not in ("percent", "CNY", "USD", "count"):
        state.unread.append((word.start, word.end, "no indicator"))
        return
    measure = "growth" if number.unit == "percent" else "level"
    area = re.sub(r"^(?:比|较|是|为|的|高于|低于)+", "", place[1])
    _emit(state, here, state.subject, Said(measure, area=area, confidence=0.8), word, (), named=False)


def _said(
    state: State, here: _Sentence, sorted_: Lead, word: Token, base: Subject | None, *, named: bool
) -> Said | None:
    """The measure by the unit of the number."""
    number, words = word.number, sorted_.words
    if number is None:
        return None
    lex, last = (
        state.lex,
        state.last
        if state.last is not None and base is not None and state.last.subject.id == base.id
        else None,
    )
    unit = number.unit
    if number.kind is Kind.FOLD:
        return Said("multiple") if base is not None and base.canonical else None
    if number.kind is Kind.ORDINAL:
        return _place(here, words, word, last)
    if unit == "percent":
        return percent(words, base, lex, named=named)
    if unit == "pp":
        return points(
            words,
            base,
            lex,
            last=last.measure if last else None,
            last_percent=bool(last and last.unit == "percent"),
        )
    if unit == "times":
        return _times(words, lex)
    if unit == "rank":
        return _moved(words, here, last)
    if unit in _AMOUNTS:
        return _amount(words, sorted_, base, lex, named=named)
    return None


def _place(here: _Sentence, words: Sequence[Token], word: Token | None, last: Found | None) -> Said | None:
    placed = any(w.roles & (Role.RANK | Role.AREA | Role.STANDING | Role.TOTAL | Role.UP_NOUN) for w in words)
    if not placed:
        return None
    of, among = ranked(words, last=last.measure if last else None)
    return Said("rank", of="+".join(of), scope=among)


def _moved(words: Sequence[Token], here: _Sentence, last: Found | None) -> Said | None:
    up = any(w.roles & Role.MOVED_UP for w in words)
    down = any(w.roles & Role.MOVED_DOWN for w in words)
    if not up and not down:
        return _place(here, words, None, last)
    of, among = ranked(words, last=last.measure if last else None)
    if last is not None and last.measure == "rank" and last.of:
        of = (last.of,)
    return Said(
        "rank_change",
        sign=1 if up and not down else -1,
        of=of[0],
        scope=among or (last.scope if last else None),
        versus="previous_period",
    )


def _times(words: Sequence[Token], lex: Lexicon) -> Said | None:
    for w in reversed(words):
        if re.search(r"(?:到|至|为|是|相当于)$", w.text):
            return Said("multiple", basis=growth_basis(words, lex))
        if w.roles & Role.UP and not w.roles & Role.LEVEL:
            return Said("multiple", plus=1, basis=growth_basis(words, lex))
    text = "".join(w.text for w in words)
    if re.search(r"是|为|相当于|达|同期|上年|去年", text):
        return Said("multiple")
    return None


_GROWN = re.compile(
    r"^(?:增加|增长|净增|净增加|多增|增收|减少|减收|下降|少|多|减|增|净减少|下滑|回落|降低|提高|提升|上升|减亏|少增|增加了|新增|净增长|上涨)$"
)


def _amount(
    words: Sequence[Token], sorted_: Lead, base: Subject | None, lex: Lexicon, *, named: bool
) -> Said | None:
    for w in reversed(words):
        if re.search(r"(?:到|至|为|达)$", w.text):
            break
        if _GROWN.match(w.text) and w.roles & (Role.UP | Role.DOWN | Role.NEW):
            if w.text == "新增" and named and base is not None and base.id in ("new_jobs", "market_entities"):
                break
            down = bool(w.roles & Role.DOWN)
            return Said("change", sign=-1 if down else 1, basis=growth_basis(words, lex) or "yoy")
        if w.roles & (Role.LEVEL | Role.NEAR | Role.SKIP) and not w.roles & Role.ALIAS:
            continue
        if not named:
            continue
        break
    text = "".join(w.text for w in words)
    compared = re.search(r"比[^,]{0,8}(?:多|少)", text)
    if compared:
        return Said(
            "change", sign=-1 if compared[0].endswith("少") else 1, basis=growth_basis(words, lex) or "yoy"
        )
    return Said("level", confidence=0.95 if named else 0.8, caliber=caliber(words, lex))


def _emit(
    state: State,
    here: _Sentence,
    base: Subject,
    said: Said,
    word: Token,
    words: Sequence[Token],
    *,
    named: bool,
) -> None:
    number = word.number
    if number is None:
        return
    unit = said.unit or number.unit
    value = number.value * said.sign + said.plus
    if said.sign < 0 and number.value < 0:
        value = number.value
    if said.of == "tax_share":
        base, said = Subject("tax_share_of_budget_revenue", base.start, base.end), Said("level")
    elif said.of == "rd_share":
        base, said = Subject("rd_intensity", base.start, base.end), Said("level")
    elif said.of == "emerging":
        base, said = Subject("emerging_industry_output", base.start, base.end), Said("share", versus=said.versus)
    elif said.of is not None and said.of.startswith("ratio:"):
        if base.canonical:
            said = Said("level" if base.id == "tax_share_of_budget_revenue" else "share")
        else:
            base = replace(base, id=base.id + said.of[6:])
            said = Said("level")
        if base.id == "tax_revenue":
            base = Subject("tax_share_of_budget_revenue", base.start, base.end)
            said = Said("level")
    elif said.of == "high_tech_share":
        base, said = Subject("high_tech_share", base.start, base.end), Said("level")
    if base is not state.subject and not said.area and not here.shared and (base.canonical or said.measure == "level"):
        state.subject = base
    if said.measure == "completion" and base.id.endswith(("项目", "_projects")) and any("投资" in w.text for w in words):
        base = replace(base, id="project_investment")
    _add(state, here, base, said, value, unit, word, words, named=named)


def _add(
    state: State, here: _Sentence, base: Subject, said: Said, value: Decimal, unit: str | None, word: Token,
    words: Sequence[Token], *, named: bool = True,
) -> None:  # fmt: skip
    number = word.number or Number(Kind.QUANTITY, word.start, word.end)
    start = word.start
    for w in words:
        if not w.roles & (Role.PERIOD | Role.AREA | Role.SKIP | Role.AND | Role.AMONG | Role.COMMA):
            start = w.start
            break
    end = word.end
    after = _AFTER.match(state.text, end)
    if after:
        end = after.end()
    found = Found(base, said.measure, value, unit, number, start, end)
    found.basis, found.of, found.scope, found.versus = said.basis, said.of, said.scope, said.versus
    found.area, found.caliber, found.confidence = said.area, said.caliber, said.confidence
    found.promise = here.promise
    found.approximate = number.approximate or _near(words, state.text[word.end : end])
    found.new = any(w.roles & Role.NEW and not w.roles & Role.STAGE for w in words)
    if any(w.text == "培育" for w in words) and not ("企业" in base.id or base.id == "enterprises_at_tier"):
        found.new = False
    listed = bool(words) and bool(words[0].roles & Role.AND) and bool(here.items)
    if not found.new and listed and unit in _AMOUNTS - _MONEY:
        found.new = here.items[-1].new
    found.pair = here.pair
    found.ahead = state.ahead(word.start)
    found.own = named
    here.items.append(found)
    state.last = found
    state.found.append(found)


def _near(words: Sequence[Token], after: str) -> str | None:
    if "左右" in after or "上下" in after:
        return "about"
    for w in reversed(words):
        if w.roles & Role.NEAR:
            if w.text in ("近", "将近", "接近", "不足", "不到", "不满"):
                return "below"
            if w.text in ("约", "大约", "约为", "约达", "大概", "约合", "大体"):
                return "about"
            return "above"
        if not w.roles & (Role.LEVEL | Role.SKIP):
            break
    return None
