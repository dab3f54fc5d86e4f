"""What people type on the pages of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from guatu.web.accounts.models import LANGUAGES, ROLES, UNIT_KINDS, Area, Unit, User
from guatu.web.accounts.queries import areas, people_with, units

CHOOSE = _("请选择")
account_name = RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", _("账号只用小写字母、数字和 . _ -"))


class SignIn(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("账号"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Password(forms.Form):
    """The old password and the new one, twice."""

    old = forms.CharField(
        label=_("现密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        help_text=_("至少十个字符；不能全是数字，不能太常见，也不能与账号、姓名相近。"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_old(self) -> str:
        """The old password must be right."""
        old = str(self.cleaned_data["old"])
        if not self._user.check_password(old):
            raise forms.ValidationError(_("现密码不对"))
        return old

    def clean_new(self) -> str:
        """The new password must be strong."""
        new = str(self.cleaned_data["new"])
        validate_password(new, self._user)
        return new

    def clean(self) -> dict[str, Any]:
        """Both new ones must be the same."""
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("两次输入的新密码不同"))
        return data


class Language(forms.Form):
    """One of the three languages."""

    language = forms.ChoiceField(choices=LANGUAGES)


class Token(forms.Form):
    """What a new access token is for."""

    name = forms.CharField(label=_("用途"), max_length=60)


class Account(forms.Form):
    """A new account with its first role."""

    username = forms.CharField(label=_("账号"), max_length=60, validators=[account_name])
    display_name = forms.CharField(label=_("姓名"), max_length=60)
    language = forms.ChoiceField(label=_("语言"), choices=LANGUAGES)
    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none(), empty_label=CHOOSE)
    role = forms.ChoiceField(label=_("角色"), choices=[("", CHOOSE), *ROLES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units()  # type: ignore[attr-defined]


class Role(forms.Form):
    """One role in one unit."""

    unit = forms.ModelChoiceField(label=_("单位"), queryset=Unit.objects.none(), empty_label=CHOOSE)
    role = forms.ChoiceField(label=_("角色"), choices=[("", CHOOSE), *ROLES])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units()  # type: ignore[attr-defined]


class UnitFields(forms.Form):
    """A unit's names, kind, leader, place in the order."""

    name = forms.CharField(label=_("全称"), max_length=60)
    short_name = forms.CharField(label=_("简称"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=UNIT_KINDS)
    area = forms.ModelChoiceField(label=_("区域"), queryset=Area.objects.none(), empty_label=CHOOSE)
    portfolio_leader = forms.ModelChoiceField(
        label=_("分管领导"), queryset=User.objects.none(), required=False, empty_label="—"
    )
    order = forms.IntegerField(label=_("排序"), min_value=0, max_value=9999, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas()  # type: ignore[attr-defined]
        self.fields["portfolio_leader"].queryset = people_with("portfolio_leader")  # type: ignore[attr-defined]
