"""The words by which a statement is found."""

from typing import Any

from guatu.catalogue.load import indicators


def words_of(row: Any) -> str:
    """A task's words, theme and units; a target's or figure's indicator, area and the words of the text."""
    if row.withdrawn:
        return ""
    if row.noun == "task":
        led = (row.lead_unit.name, row.lead_unit.short_name) if row.lead_unit else ()
        return "\n".join(
            part for part in (row.title, row.theme, row.standard, row.owner_named, row.person, *led) if part
        )
    known = indicators().get(row.indicator)
    name = known.name if known else row.indicator.removeprefix("other:")
    theme = getattr(row, "theme", "")
    return "\n".join(part for part in (name, row.area, theme, row.quote) if part)
