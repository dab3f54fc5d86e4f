"""A figure in words: what it is of, what is measured, its own page, and the line to paste into a report."""

from dataclasses import replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guatu.catalogue.load import indicators
from guatu.indicators.display import shown
from guatu.indicators.naming import level_label, measure_label, place_labels
from guatu.indicators.reckoning import is_computed
from guatu.targets.words import title
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.trace import Trace
from guatu.web.audit.queries import head, moment
from guatu.web.reading import queries as reading
from guatu.web.targets import queries as targets
from guatu.web.tracing.cuts import cut_words
from guatu.web.tracing.database import DatabaseSources
from guatu.web.ui.script import say
from guatu.web.ui.templatetags.figures import rule_for


def name_of(key: FigureKey) -> str:
    """What is measured; of a count, of what."""
    if key.kind in ("tasks", "targets"):
        return "，".join(cut_words(key)) or _("全部")
    return label_of(key)


def subject_of(key: FigureKey, sources: DatabaseSources) -> tuple[str, str | None]:
    """What the figure is of, in words, and the indicator whose rule it follows."""
    if key.kind == "target":
        judged = sources.target(key.number or 0, known_at=key.known_at)
        if judged is None:
            return _("目标"), None
        indicator = judged.promise.target.indicator
        return title(judged.promise, name=targets.indicator_name(indicator)), indicator
    if key.kind == "document":
        return str(reading.document_by_number(key.number or 0)), None
    words = {"tasks": _("任务"), "targets": _("目标")}
    return words.get(key.kind) or targets.indicator_name(key.subject), None


def page_of(key: FigureKey) -> str | None:
    """The page of what the figure is of; None when it has none."""
    at = f"?known_at={key.known_at}" if key.known_at is not None else ""
    pages = {"target": f"/targets/{key.number}", "document": f"/documents/{key.number}"}
    pages |= {"tasks": "/tasks", "targets": "/targets"}
    page = pages.get(key.kind) or (f"/indicators/{key.subject}" if key.subject in indicators() else None)
    return page and page + at


def own_label(key: FigureKey) -> str:
    return _("本期增幅") if key.measure == "growth" else label_of(key)


def label_of(key: FigureKey) -> str:
    if key.measure != "level":
        return measure_label(key)
    places = place_labels(key) if is_computed(key) else []
    return level_label(key.period) + (f"（{'，'.join(places)}）" if places else "")


def citation(trace: Trace, *, subject: str, like: str | None, address: str) -> str:
    """One line to paste into a report; its link is bound to the data version, so that it never changes."""
    key = trace.figure.key
    known_at = key.known_at if key.known_at is not None else head()
    printed = shown(trace.figure, rule=rule_for(trace.figure, like=like))
    name = name_of(key) if key.kind in ("tasks", "targets") else measure_label(key)
    pieces = [subject, key.period.label() if key.period else "", name, printed.text]
    if key.measure == "growth":
        pieces[2:] = [name.replace("增幅", "", 1), printed.spoken]
    elif key.measure == "level":
        pieces[2:] = [printed.text]
    said = (" " if get_language() == "en" else "").join(say(piece) for piece in pieces if piece)
    told = next((s for s in trace.stated if s.title), None)
    source = _("，据《%(title)s》") % {"title": told.title} if told else ""
    at = moment(known_at or None)
    version = _("数据版本：%(month)s月%(day)s日%(hour)s时") % {
        "month": at.month,
        "day": at.day,
        "hour": at.hour,
    }
    link = address.replace(key.print(), replace(key, known_at=known_at or None).print())
    return f"{said}{source}（{version}）{link}"
