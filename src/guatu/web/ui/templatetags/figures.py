"""`{% figure f %}`: the only way to print a number in a page. It is a link to how the number came about."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guatu.catalogue.load import indicators
from guatu.indicators.board import HEADS
from guatu.indicators.display import Rule, Shown, shown, usual_unit
from guatu.indicators.naming import level_label, measure_label, place_labels, versus_label
from guatu.vocabulary.basis import CALIBER_WORDS
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Reported, Sentence
from guatu.vocabulary.unit import format_quantity
from guatu.web.ui.script import say
from guatu.web.ui.sparkline import HEIGHT, WIDTH, Point, draw

register = template.Library()
_PERIODS = frozenset({"period", "window"})
#: Words of a sentence that are ours to say; the others are names and quotes.
_OURS = _PERIODS | {"kind", "basis", "years", "months", "what"}


def rule_for(figure: Figure, *, like: str | None = None) -> Rule:
    """The declared rule of the figure's indicator; `like` names the indicator of a figure of another room."""
    if figure.key.kind in ("tasks", "targets", "document"):
        return Rule(counter="项")
    return Rule.of(indicators().get(like or figure.key.subject))


def print_figure(
    figure: Figure, *, arrows: bool = True, signed: bool = True, like: str | None = None
) -> Shown:
    """The figure in print by its indicator's rule."""
    return shown(figure, rule=rule_for(figure, like=like), arrows=arrows, signed=signed)


def name_of(key: FigureKey) -> str:
    """What the figure is, for the title of its link: indicator, measure, period."""
    indicator = indicators().get(key.subject)
    subject = (
        indicator.name if indicator else key.subject.removeprefix("other:") if key.kind == "indicator" else ""
    )
    period = key.period.label() if key.period else ""
    return " ".join(say(word) for word in (subject, measure_label(key), period) if word)


register.filter("say", say)


@register.filter
def caliber(code: str) -> str:
    """The words of a way of counting: `{{ key.caliber|caliber }}`."""
    return say(CALIBER_WORDS.get(code, code))


@register.filter
def called(key: FigureKey) -> str:
    """What is measured: `{{ f.key|called }}` is 全市增幅位次."""
    return say(measure_label(key))


@register.filter
def column(name: str) -> str:
    """The head of a column of the board: 累计, 同比增幅, 拉动."""
    return say(HEADS[name])


@register.filter
def amount(row: Reported) -> str:
    """What an enterprise reported, quoted in ten thousands as its sheet has it: 301224.9万元."""
    if row.unit == "count":
        return say("已报送")
    many = row.unit in ("CNY", "USD", "kWh")
    return say(
        format_quantity(row.value, unit=row.unit, scale="万" if many else "", decimals=2 if many else None)
    )


@register.filter
def placed(key: FigureKey) -> str:
    """Where and of what it is: 澜汀街道，医药制造业; 全区 for the whole."""
    labels = place_labels(key)
    return "，".join(map(say, labels)) if labels else say("全区")


@register.filter
def among(key: FigureKey) -> str:
    """Of what a rank is, and among whom: 全市增幅."""
    return say(measure_label(key).removesuffix("位次"))


@register.filter
def against(key: FigureKey) -> str:
    """What a gap is measured against: 较全市平均."""
    return say(f"较{versus_label(key.versus or '')}")


@register.filter
def counted(period: Period | None) -> str:
    """The head of a level of that period: 累计, 当月, 全年."""
    return say(level_label(period))


@register.inclusion_tag("ui/figure.html", takes_context=True)
def figure(
    context: Context,
    f: Figure | None,
    *,
    unit: bool = True,
    arrows: bool = True,
    signed: bool = True,
    like: str | None = None,
    why: str = "",
) -> dict[str, object]:
    """Print a figure as a link to its page, in the data version of this page.

    `unit=False` leaves the indicator's usual unit to the head of a column; `arrows=False` prints a
    fall with a minus sign, `signed=False` a difference without its plus; `like` names the indicator
    whose rule a target's figure follows; None is a dash with `why`.
    """
    if f is None or f.value is None:
        return {"unknown": True, "why": say(why or (f and f.why_unknown) or "尚无数据")}
    known_at = f.key.known_at if f.key.known_at is not None else context.get("known_at")
    rule = rule_for(f, like=like)
    printed = shown(f, rule=rule, arrows=arrows, signed=signed)
    in_head = not unit and printed.after == usual_unit(f.unit or "", rule=rule)
    return {
        "href": f.key.at(known_at).print(),
        "title": name_of(f.key),
        "shown": printed,
        "word": {"▲": gettext("增长"), "▼": gettext("下降")}.get(printed.mark, ""),
        "tight": printed.after in ("%", "位", "倍"),
        "before": say(printed.before),
        "digits": say(printed.digits),
        "after": "" if in_head else say(printed.after),
    }


@register.simple_tag(takes_context=True)
def tally(context: Context, f: Figure) -> SafeString:
    """Print a count in a dense grid: the link that `{% figure %}` prints, its unit left to the head."""
    known_at = f.key.known_at if f.key.known_at is not None else context.get("known_at")
    printed = shown(f, rule=rule_for(f))
    link = '<a class="figure" href="{}" title="{}"><b>{}</b></a>'
    return format_html(link, f.key.at(known_at).print(), name_of(f.key), say(printed.digits))


@register.inclusion_tag("ui/sentence.html", takes_context=True)
def sentence(context: Context, s: Sentence, *, like: str | None = None) -> dict[str, object]:
    """Print an explanation: its figures are links, its plain words are marked as quoted."""
    parts: list[dict[str, object]] = []
    for text, name in _pieces(say(s.template)):
        parts.append({"text": text})
        if name is not None and name in s.figures:
            parts.append({"figure": s.figures[name], "signed": name != "done"})
        elif name is not None:
            kind = "period" if name in _PERIODS else "word"
            word = s.words.get(name, "")
            parts.append({kind: say(word) if name in _OURS else word})
    return {"parts": parts, "known_at": context.get("known_at"), "like": like}


def _pieces(template_text: str) -> list[tuple[str, str | None]]:
    """Cut a template into texts, each with the name of the placeholder that follows it."""
    pieces: list[tuple[str, str | None]] = []
    for piece in template_text.split("{"):
        name, closed, text = piece.partition("}")
        if closed and pieces:
            pieces[-1] = (pieces[-1][0], name)
            pieces.append((text, None))
        else:
            pieces.append((piece, None))
    return pieces


@register.inclusion_tag("ui/sparkline.html")
def sparkline(points: Sequence[Point], label: str = "") -> dict[str, object]:
    """Draw `[(Period, Decimal | None), ...]` as a small line; `label` names it for who cannot see it."""
    return {"drawing": draw(points), "label": say(label) or gettext("走势"), "width": WIDTH, "height": HEIGHT}
