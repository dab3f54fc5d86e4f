"""A person's own access tokens."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guatu.web.access.pages import page
from guatu.web.access.request import Request
from guatu.web.accounts.actions import tokens
from guatu.web.accounts.forms import Token
from guatu.web.accounts.queries import tokens_of


@page("api.token", post="api.token")
@never_cache
def listing(request: Request) -> HttpResponse:
    """The tokens that were made; a new one shows its secret once."""
    form, secret = Token(request.POST or None, label_suffix=""), ""
    if request.method == "POST" and form.is_valid():
        secret = tokens.make_token(form.cleaned_data["name"], by=request.actor)
        form = Token(label_suffix="")
    shown = {"form": form, "secret": secret, "rows": tokens_of(request.actor)}
    shown["base"] = request.build_absolute_uri("/").rstrip("/")
    return render(request, "accounts/tokens.html", shown, status=400 if form.errors else 200)


@page("api.token", post="api.token")
@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """End one of them."""
    tokens.end_token(pk, by=request.actor)
    return redirect("accounts:tokens")
