"""A line as an officer types it in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from guatu.web.accounts import queries as accounts
from guatu.web.messages.models import LINES


class LineFields(forms.Form):
    """Whose line, which channel, its address; the secret only for 钉钉 robots that sign."""

    unit: Any = forms.ModelChoiceField(
        label=_("单位"), queryset=None, required=False, empty_label=_("（个人线路）")
    )
    user: Any = forms.ModelChoiceField(
        label=_("人员"), queryset=None, required=False, empty_label=_("（单位线路）")
    )
    channel = forms.ChoiceField(label=_("渠道"), choices=LINES)
    address = forms.CharField(
        label=_("地址"), max_length=400, help_text=_("邮箱，或群机器人设置中给出的 https 地址")
    )
    secret = forms.CharField(
        label=_("加签密钥"), max_length=400, required=False, help_text=_("仅钉钉加签机器人需要")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = accounts.units()  # type: ignore[attr-defined]
        self.fields["user"].queryset = accounts.users(active=True)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An e-mail line has an e-mail address."""
        data = super().clean() or self.cleaned_data
        if data.get("channel") == "email" and data.get("address"):
            try:
                validate_email(data["address"])
            except forms.ValidationError as error:
                self.add_error("address", error)
        return data

    def line(self) -> dict[str, Any]:
        """What the action asks for."""
        data = self.cleaned_data
        named = {name: data[name].pk if data[name] else None for name in ("unit", "user")}
        return named | {name: data[name].strip() for name in ("channel", "address", "secret")}
