"""Several names before, several numbers after: 分别, ranges, and names that share a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.reading.adding import emit
from guatu.reading.clauses import NOTHING, Lead, lead, roles_of
from guatu.reading.edges import start_of
from guatu.reading.found import Found, Said
from guatu.reading.lexicon import STAGES, Role, Token
from guatu.reading.measures import averages
from guatu.reading.naming import Subject, is_place
from guatu.reading.numbers import Kind
from guatu.reading.places import listed_places, seen_before
from guatu.reading.saying import repeated, said_of
from guatu.reading.standing import ranked
from guatu.reading.state import AFTER, Here, State
from guatu.reading.subjects import completed, subject
from guatu.reading.tails import headed, tailed


def completes_range(state: State, here: Here, word: Token) -> bool:
    """3%至5%: the second half of a range."""
    if not here.items or word.number is None:
        return False
    previous = here.items[-1]
    between = state.text[previous.number.end : word.start]
    if previous.number.unit != word.number.unit or between not in ("-", "~", "至", "到", "--"):
        return False
    previous.stretch = word.number.value
    after = AFTER.match(state.text, word.end)
    previous.end = after.end() if after else word.end
    if after and ("左右" in after[0] or "上下" in after[0]):
        previous.approximate = "about"
    return True


def share_out(state: State, here: Here, sorted_: Lead, word: Token, index: int, *, after_join: bool) -> bool:
    """分别: several names before, several numbers after."""
    words, roles = sorted_.words, sorted_.roles
    if sorted_.name:
        here.group = []
    if here.shared and _next_share(state, here, sorted_, word, after_join=after_join):
        return True
    if here.group and _second_round(state, here, sorted_, word, index):
        return True
    each = roles & Role.EACH and any(w.roles & Role.EACH and w.text != "各" for w in words)
    pair_name = _pair_name(words) if roles & Role.PAIR else None
    if (
        each
        and word.number is not None
        and word.number.unit == "pp"
        and averages("".join(w.text for w in words))
    ):
        return False
    in_a_row = not each and pair_name is None
    if in_a_row and not (
        not after_join and roles & Role.AND and (count := _joined_on(here.words, index)) > 1
    ):
        return bool(roles & Role.AND) and _alike(state, here, sorted_, word, index)
    if not in_a_row:
        count = _following(here.words, index)
    if count < 2:
        return False
    ordinal = word.number is not None and word.number.kind is Kind.ORDINAL
    if ordinal and not sorted_.name and _two_faced(state, here, sorted_, word, count):
        return True
    bases = _of_places(state, here, words, count) or _bases(state, here, words, count, pair_name)
    if len(bases) < 2:
        return _yearly(state, here, sorted_, word, count) or _two_faced(state, here, sorted_, word, count)
    if state.subject is not None and all(_is_part(b) for b in bases):
        whole = state.subject
        bases = [replace(whole, area=b.name) for b in bases]
    here.group = list(bases)
    base = bases.pop(0)
    said = said_of(state, here, sorted_, word, base, named=True)
    if said is None and word.number is not None:
        said = next((repeated(i) for i in reversed(here.items) if i.unit == word.number.unit), None)
    if here.places and here.said is not None and (said is None or said.measure in ("level", "growth")):
        said = here.said
    if said is None:
        return False
    bare = said.measure == "growth" and not roles & _COURSE
    last = next((i for i in reversed(here.items) if i.unit == "percent"), None) if bare else None
    if last is not None and last.measure == "completion":
        said = repeated(last)
    here.shared = bases
    here.said = said
    emit(state, here, base, said, word, sorted_, named=True)
    return True


# Without such words percentages repeat the measure before: 石岭镇、清湾镇仅完成21.4%和19.6%.
_COURSE = Role.UP | Role.DOWN | Role.UP_NOUN | Role.DOWN_NOUN | Role.BASIS


def _is_part(base: Subject) -> bool:
    return not base.canonical and is_place(base.name)


def named_in_a_row(state: State, words: Sequence[Token]) -> list[Subject]:
    """项目投资、房地产投资一增一降: the known indicators that a clause names, when they are two or more."""
    runs: list[list[Token]] = [[]]
    for w in words:
        if w.roles & Role.AND and w.text in ("、", "和", "与", "及"):
            runs.append([])
        else:
            runs[-1].append(w)
    named = [subject([w for w in run if w.roles & Role.ALIAS], state.lex, last=None) for run in runs if run]
    known = [one for one in named if one is not None and one.canonical]
    return known if len(known) == len(runs) > 1 else []


def _pair_name(words: Sequence[Token]) -> Token | None:
    """The first name that stands for two indicators (城乡居民收入)."""
    return next((w for w in words if w.roles & Role.PAIR), None)


def _next_share(state: State, here: Here, sorted_: Lead, word: Token, *, after_join: bool) -> bool:
    """The next number of a list goes to the next of the names that wait for one."""
    if not (after_join or _same_predicate(sorted_.words)):
        return False
    base = here.shared.pop(0)
    year = here.years.pop(0) if here.years else None
    own = None
    if sorted_.words and not after_join:
        own = said_of(state, here, sorted_, word, base, named=True)
    said = own or here.said
    if said is None:
        return False
    emit(state, here, base, said, word, sorted_, named=True)
    if year is not None:
        state.found[-1].period = year
    here.said = said
    return True


def _of_places(state: State, here: Here, words: Sequence[Token], count: int) -> list[Subject]:
    """东片区、西片区产值分别…: the indicator of each place in turn; of places named a clause ago as well."""
    before = [w for w in words if w.start < next((e.start for e in words if e.roles & Role.EACH), w.end)]
    places, rest = listed_places("".join(w.text for w in before))
    if not places:
        places = here.places
    else:
        behind = [w for w in before if w.end > before[-1].end - len(rest)] if rest else []
        named = subject(lead(behind).name, state.lex, last=state.subject) if behind else None
        if named is not None and named.name.startswith(places[-1]) and not named.canonical:
            name = named.name.removeprefix(places[-1])
            named = replace(named, id="other:" + name, name=name) if len(name) > 1 else None
        if named is not None and is_place(named.name):
            named = None
        if named is not None:
            named = (
                replace(named, id=(completed(named.name, state.subject, state.lex) or (named.id,))[0])
                if (state.subject is not None and not named.canonical)
                else named
            )
            state.subject = seen_before(state, named)
    if not here.items and roles_of(before) & Role.RATE:
        state.subject = _of_all(state) or state.subject
    if len(places) != count or state.subject is None:
        return []
    return [replace(state.subject, area=place) for place in places]


def _of_all(state: State) -> Subject | None:
    """What the last completion rate was of that no 其中 leads: places that open a line complete the whole."""
    for found in reversed(state.found[-8:]):
        head = state.text[start_of(state.text, found.start) : found.start]
        if found.measure == "completion" and not found.area and "其中" not in head:
            return found.subject
    return None


_YEARS = re.compile(r"20\d\d年?(?:(?:、|和|及|,)20\d\d年?)+")


def _yearly(state: State, here: Here, sorted_: Lead, word: Token, count: int) -> bool:
    """到2022、2023、2024年,…分别达到…: one subject, a number for each of the years named before."""
    start = start_of(state.text, word.start)
    stated = list(_YEARS.finditer(state.text, start, word.start))
    years = re.findall(r"20\d\d", stated[-1][0]) if stated else []
    named = subject(sorted_.name, state.lex, last=state.subject, before=sorted_.before, near=sorted_.near)
    base = seen_before(state, named) if named is not None else state.subject
    if len(years) != count or base is None:
        return False
    said = said_of(state, here, sorted_, word, base, named=named is not None)
    if said is None:
        return False
    emit(state, here, base, said, word, sorted_, named=True)
    state.found[-1].period = years[0] + "年"
    here.shared, here.said = [base] * (count - 1), said
    here.years = [year + "年" for year in years[1:]]
    return True


def _second_round(state: State, here: Here, sorted_: Lead, word: Token, index: int) -> bool:
    """A second list of as many numbers is of the same names: 分别达A、B元,增长c、d."""
    if here.shared or _following(here.words, index) != len(here.group):
        return False
    base = here.group[0]
    said = said_of(state, here, sorted_, word, base, named=False)
    if said is None or said.measure not in ("growth", "change", "level", "rank", "completion"):
        return False
    here.shared, here.said = list(here.group[1:]), said
    emit(state, here, base, said, word, sorted_, named=False)
    return True


def _alike(state: State, here: Here, sorted_: Lead, word: Token, index: int) -> bool:
    """A、B、C均增长10%: each of several known indicators has the figure."""
    words = sorted_.words
    joined = [w for w in words if w.roles & Role.AND and w.text in ("、", "和", "及", "与")]
    known = [w for w in words if w.roles & Role.ALIAS and len(w.text) > 3]
    both = sorted_.roles & Role.BOTH != 0
    if not joined or (len(known) < 2 and not both) or _following(here.words, index) > 1:
        return False
    bases = _bases(state, here, words, len(joined) + 1, None)
    if len(bases) != len(joined) + 1 or not (both or all(b.canonical for b in bases)):
        return False
    said = said_of(state, here, sorted_, word, bases[0], named=True)
    if said is None or said.measure not in ("growth", "multiple", "rank", "completion", "level"):
        return False
    if said.measure == "level" and not both:
        return False
    for base in bases:
        emit(state, here, base, said, word, sorted_, named=True)
    here.group, here.said = list(bases), said
    return True


def _two_faced(state: State, here: Here, sorted_: Lead, word: Token, count: int) -> bool:
    """总量、增速分列第2位、第4位: one subject, a place of each measure."""
    if word.number is None or word.number.kind is not Kind.ORDINAL or state.subject is None:
        return False
    of, among = ranked(sorted_.words, last=None)
    if len(of) != count:
        return False
    bases = [state.subject] * count
    here.shared = bases[1:]
    said = [Said("rank", of=one, scope=among) for one in of]
    emit(state, here, bases[0], said[0], word, sorted_, named=False)
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


def _joined_on(words: Sequence[Token], index: int) -> int:
    """How many numbers follow from ``index`` on with only 、 and 和 between: 52.7%、49.3%和47.8%."""
    first = words[index].number
    count, unit = 1, first.unit if first is not None else None
    for i in range(index + 1, len(words) - 1, 2):
        number = words[i + 1].number
        if not words[i].roles & Role.AND or number is None or number.unit != unit or unit is None:
            break
        count += 1
    return count


#: 一产、二产、三产投资: the investment in each, not its value added.
_SECTORS = re.compile(
    r"(?:其中)?(?P<all>(?:第?[一二三](?:次?产业|产)[、和及])+第?[一二三](?:次?产业|产))(?:完成)?投资"
)


#: 对东盟、欧盟分别出口: the trade with each.
_TRADED = re.compile(
    r"对(?P<all>[\u4e00-\u9fff]{1,8}(?:[、和及与][\u4e00-\u9fff]{1,8})+?)(?:分别)?(?:实现|完成)?(?P<what>进出口|(?<!进)出口|进口)(?:额|总额)?$"
)


def _each(words: Sequence[Token]) -> int:
    """Where 分别 or a verb of change ends the names."""
    told = Role.EACH | Role.UP | Role.DOWN
    return next((w.start for w in words if w.roles & told), words[-1].end)


def _bases(
    state: State, here: Here, words: Sequence[Token], count: int, pair_name: Token | None
) -> list[Subject]:
    """The subjects that the numbers belong to, in order."""
    sectors = _SECTORS.fullmatch("".join(w.text for w in words if w.end <= _each(words)))
    if sectors is not None:
        each = [f"{one}投资" for one in re.split("[、和及]", sectors["all"])]
        return [Subject("other:" + one, words[0].start, words[-1].end, name=one) for one in each]
    traded = _TRADED.search("".join(w.text for w in words if w.end <= _each(words) or w.roles & Role.ALIAS))
    if traded is not None:
        each = [f"对{one}{traded['what']}" for one in re.split("[、和及与]", traded["all"])]
        return [Subject("other:" + one, words[0].start, words[-1].end, name=one) for one in each]
    if pair_name is not None:
        ids = state.lex.aliases[pair_name.text]
        if len(ids) == count:
            return [Subject(id_, pair_name.start, pair_name.end) for id_ in ids]
    runs: list[list[Token]] = [[]]
    listed = max((w.start for w in words if w.text == "、"), default=-1)
    for w in words:
        if w.roles & Role.EACH or w.roles & (Role.UP | Role.DOWN):
            break
        if w.roles & Role.AND and (w.text == "、" or w.start > listed):
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
        return tailed(bases)
    if len(runs) == count and bases:
        shared = headed([r for r in runs if r], bases[-1])
        if len(shared) == count:
            return shared
    if state.subject is not None and len(state.subject.ids) == count and not bases:
        return [Subject(id_, state.subject.start, state.subject.end) for id_ in state.subject.ids]
    recent: list[Found] = []
    for item in reversed(here.items):
        if not any(item.subject is other.subject or item.subject.id == other.subject.id for other in recent):
            recent.append(item)
        if len(recent) == count:
            return [item.subject for item in reversed(recent)]
    return []


def go_on(state: State, here: Here, word: Token, index: int) -> None:
    """、 or 和 and the next number: the same words govern it, when it can be told of what."""
    previous, said = here.items[-1], here.said
    points = word.number is not None and word.number.unit == "pp"
    if points and said is not None and said.measure in ("growth_gap", "growth_change"):
        emit(state, here, previous.subject, said, word, NOTHING, named=False)
        return
    state.unread.append((word.start, word.end, "no indicator"))
