"""A select of hundreds of options, written at once.

Django renders one template an option: a list of 2,000 tasks takes longer than the rest of its page.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """As `forms.Select`, without groups of options."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The select with all its options, that of ``value`` chosen."""
        chosen = set(self.format_value(value))
        given = self.build_attrs(self.attrs, attrs) | {"name": name}
        rows = ((str(key), label) for key, label in self.choices)
        marked = ((key, SafeString(" selected") if key in chosen else "", label) for key, label in rows)
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', marked)
        return format_html("<select{}>{}</select>", flatatt(given), options)


class ManyBoxes(forms.CheckboxSelectMultiple):
    """As `forms.CheckboxSelectMultiple`, in the same marks."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """A list of boxes, those of ``value`` ticked."""
        chosen = set(self.format_value(value))
        given = self.build_attrs(self.attrs, attrs)
        given.pop("required", None)
        own = given.pop("id", None)
        flags = flatatt(given)
        rows = (
            (
                SafeString(f' for="{own}_{n}"') if own else "",
                name,
                str(key),
                SafeString(f' id="{own}_{n}"') if own else "",
                flags,
                SafeString(" checked") if str(key) in chosen else "",
                label,
            )
            for n, (key, label) in enumerate(self.choices)
        )
        row = '<div><label{}><input type="checkbox" name="{}" value="{}"{}{}{}> {}</label></div>'
        return format_html('<div id="{}">{}</div>', own or "", format_html_join("\n", row, rows))
