"""What a person does for themselves: sign in, sign out, change password and language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts.actions import people
from guatu.web.accounts.actions.sign_in import LockedError, sign_in, sign_out
from guatu.web.accounts.forms import Language, Password, SignIn


def safe_next(request: Request) -> str:
    """Where to go afterwards: an address of this very site, or its front door."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if here and len(wanted) < 2000 and wanted.startswith("/") else "/"


@page("sign_in", post="sign_in")
@sensitive_post_parameters("password")
@never_cache
def sign_in_page(request: Request) -> HttpResponse:
    """The one page that the public sees."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignIn(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _try(request, form)
        if status == 302:
            return HttpResponseRedirect(safe_next(request))
    return render(request, "accounts/sign_in.html", {"form": form, "next": safe_next(request)}, status=status)


def _try(request: Request, form: SignIn) -> int:
    try:
        user = sign_in(
            request,
            by=request.actor,
            username=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
        )
    except LockedError as locked:
        form.add_error(None, f"{locked.problem.message}。{locked.problem.what_to_do}。")
        return locked.status
    if user is None:
        form.add_error(None, _("账号或密码不对，或账号已停用。请核对后重试；忘记密码请联系运维人员。"))
        return 403
    return 302


@page("self.edit", post="self.edit")
def sign_out_page(request: Request) -> HttpResponse:
    """Asks on GET (where scripts are off), signs out on POST."""
    if request.method == "POST":
        sign_out(request, by=request.actor)
        return redirect("accounts:sign_in")
    return render(request, "accounts/sign_out.html")


@page("self.edit", post="self.edit")
@sensitive_post_parameters()
@never_cache
def password(request: Request) -> HttpResponse:
    """Change one's own password; other sessions of the account end."""
    user: Any = request.user  # signed in: `self.edit` is denied to strangers
    form = Password(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        people.change_password(user, by=request.actor, password=form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, _("密码已修改，其他地方的登录已失效。"))
        return redirect("/")
    return render(request, "accounts/password.html", {"form": form})


@page("sign_in", post="sign_in")
def language(request: Request) -> HttpResponse:
    """Choose the language; kept with the account, or in a cookie before signing in."""
    form = Language(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language"]
        if request.user.is_authenticated:
            people.set_language(request.user, by=request.actor, language=chosen)
        with override(chosen):
            response = redirect(safe_next(request))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, chosen, max_age=31_536_000, samesite="Lax", httponly=True
        )
        return response
    get_token(request)
    return render(request, "accounts/language.html", {"form": form, "next": safe_next(request)})
