"""A word that an officer teaches: what it may be, and what it would change in the documents that are here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from guatu.catalogue.load import indicators
from guatu.catalogue.taught import Taught
from guatu.reading.fold import plain
from guatu.reading.grids import grids, place_of
from guatu.reading.lexicon import Role, lexicon
from guatu.reading.numbers import FREQUENT
from guatu.vocabulary.unit import BASE_UNITS, NAMES
from guatu.web.access.actor import Actor
from guatu.web.reading.describe import words
from guatu.web.reading.matching import found_in, match, says_same
from guatu.web.reading.problems import DeskError, refuse
from guatu.web.reading.queries import Document, documents_with
from guatu.web.reading.reader import read
from guatu.web.reading.typed import indicator_id, name_of

ALIAS, UNIT = "alias", "unit"
#: Past documents are read twice to compare; more text than this takes too long for a page.
MOST_READ = 600_000
_ALIAS = re.compile(r"[^\W\d_]{2,24}")
_UNIT = re.compile(r"[^\W\d_][^\W\d_/·]{0,11}(?:/[^\W\d_]{1,6})?")
_SCALE = re.compile(r"[万亿千百十]")
_DATES = frozenset({"年", "月", "日", "季", "季度", "年度", "月份", "时", "分", "秒", "周", "旬", "号"})


@dataclass(frozen=True, slots=True)
class Lesson:
    """One word: an alias means an indicator; a unit means `factor` of a base unit."""

    kind: str
    word: str
    means: str
    factor: Decimal = Decimal(1)

    def onto(self, known: Taught) -> Taught:
        """What is taught once this word is."""
        rest = known.without(self.word)
        if self.kind == ALIAS:
            return Taught((*rest.aliases, (self.word, self.means)), rest.units)
        return Taught(rest.aliases, (*rest.units, (self.word, self.means, self.factor)))

    @property
    def meaning(self) -> str:
        """What it means, in words."""
        if self.kind == ALIAS:
            return name_of(self.means)
        factor = format(self.factor.normalize(), "f")
        unit = NAMES[self.means]
        return unit if factor == "1" else f"{factor}{unit}"


def lesson(data: Mapping[str, Any], *, known: Taught) -> Lesson:
    """The lesson that a form describes; DeskError with what is wrong with it. `known`: taught already."""
    word = re.sub(r"\s+", "", plain(str(data.get("word") or "")))
    if data.get("kind") == UNIT:
        found = Lesson(UNIT, word, str(data.get("unit") or ""), _factor(str(data.get("factor") or "1")))
        _check_unit(found, known)
        return found
    found = Lesson(ALIAS, word, indicator_id(str(data.get("indicator") or ""), taught=known))
    _check_alias(found, known)
    return found


def _check_alias(found: Lesson, known: Taught) -> None:
    advice = _("写成文件里称呼这个指标的名词，如“工业投入”。")
    if not _ALIAS.fullmatch(found.word):
        raise _wrong(_("说法应为2至24个字，不含数字和标点。"), advice=advice)
    if found.means not in indicators():
        raise _wrong(_("只能指向指标目录中的指标。"), advice=_("请从提示中选择指标。"))
    lex = lexicon(known)
    if lex.roles.get(found.word, 0) & ~(Role.ALIAS | Role.NOUN):
        raise _wrong(
            _("“%(word)s”是句子里起别的作用的词，不能当作指标的说法。") % {"word": found.word}, advice=advice
        )
    if lex.aliases.get(found.word) == (found.means,):
        raise _wrong(_("“%(word)s”已经认得。") % {"word": found.word}, advice=_("不用再教。"))


def _check_unit(found: Lesson, known: Taught) -> None:
    advice = _("写成数字后面的单位，不带万、亿，如“标方”。")
    if not _UNIT.fullmatch(found.word) or _SCALE.match(found.word) or found.word in (*_DATES, *FREQUENT):
        raise _wrong(_("单位应为1至12个字，不含数字，不以万、亿等开头。"), advice=advice)
    if found.means not in BASE_UNITS:
        raise _wrong(_("请选择折合成哪个单位。"), advice=_("请从列表中选择。"))
    lex = lexicon(known)
    if found.word not in lex.units and lex.roles.get(found.word, 0) & ~(Role.NOUN | Role.PLAIN):
        raise _wrong(
            _("“%(word)s”是句子里起别的作用的词，不能当作单位。") % {"word": found.word}, advice=advice
        )
    if lex.units.get(found.word) == (found.means, found.factor):
        raise _wrong(_("“%(word)s”已经认得。") % {"word": found.word}, advice=_("不用再教。"))


def _factor(text: str) -> Decimal:
    try:
        value = Decimal(plain(text).strip())
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or not Decimal("1e-9") <= value <= Decimal("1e9"):
        raise _wrong(
            _("折算系数应为正数。"), advice=_("1个新单位等于多少个基本单位，如1公顷等于15亩，填15。")
        )
    return value


def _wrong(message: str, *, advice: str) -> DeskError:
    return refuse("word.wrong", message, advice=advice)


@dataclass(frozen=True, slots=True)
class Difference:
    """One item of a document that would read otherwise; None where it would be new, or would go."""

    noun: str
    quote: str
    before: str | None
    after: str | None
    about_before: tuple[str, ...] = ()
    about_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What would differ in one document."""

    document: Document
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """`changes`: documents that would read otherwise; `looked`, `left`: how many were compared, and not."""

    changes: tuple[Change, ...]
    looked: int
    left: int


def effect(actor: Actor, word: str, *, before: Taught, after: Taught) -> Effect:
    """Read every document that holds the word (and that the actor may read) by both, and compare."""
    held = documents_with(actor, word)
    changes, looked, letters = [], 0, 0
    for document in held:
        letters += document.characters
        if looked and letters > MOST_READ:
            break
        looked += 1
        found = tuple(differences(document, before=before, after=after))
        if found:
            changes.append(Change(document, found))
    return Effect(tuple(changes), looked, len(held) - looked)


def differences(document: Document, *, before: Taught, after: Taught) -> Iterable[Difference]:
    """What one document says otherwise under other words, in the order of its text."""
    old, new = (found_in(read(document, taught=taught)) for taught in (before, after))
    laid = match(old, found=new)
    pairs: list[tuple[Any, Any]] = [pair for pair in laid.kept if not says_same(pair[0].item, pair[1].item)]
    pairs += [(None, item) for item in laid.fresh] + [(item, None) for item in laid.gone]
    for one, other in sorted(pairs, key=lambda pair: (pair[1] or pair[0]).start):
        shown = other or one
        was, now = (words(item.noun, item.item) if item else None for item in (one, other))
        yield Difference(
            shown.noun,
            document.text[shown.start : shown.end],
            was.says if was else None,
            now.says if now else None,
            was.about if was else (),
            now.about if now else (),
        )


def guess(document: Document, item: Mapping[str, Any], *, was: Mapping[str, Any]) -> dict[str, str]:
    """What a mended item might teach: the words that named the indicator, and what they were mended to."""
    if not item.get("indicator"):
        return _row_of(document, item)
    if item.get("indicator") == was.get("indicator"):
        return {}
    named = str(was.get("indicator") or "")
    inherited = (was.get("inherited") or {}).get("indicator")
    if named.startswith("other:"):
        word = named.removeprefix("other:")
    elif inherited:
        word = document.text[inherited[0] : inherited[1]]
    else:
        found = re.match(r"[^\W\d_]+", plain(str(was.get("quote") or "")))
        word = found[0] if found else ""
    return {"kind": ALIAS, "word": word, "indicator": name_of(str(item["indicator"]))}


def _row_of(document: Document, item: Mapping[str, Any]) -> dict[str, str]:
    """The name of the row in which a number stands that was not placed, without what its brackets add."""
    start = (item.get("span") or (-1,))[0]
    place = place_of(grids(document.text), start, text=document.text)
    word = re.sub(r"[(（][^()（）]*[)）]", "", place[0]).strip() if place else ""
    return {"kind": ALIAS, "word": word} if _ALIAS.fullmatch(word) else {}
