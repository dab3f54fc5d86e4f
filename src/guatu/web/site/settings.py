"""Django's settings, from the environment (see `docs/settings.md`)."""

from __future__ import annotations

import os
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from guatu.facts.memory import engine_memory
from guatu.web.site.databases import database
from guatu.web.site.home import home, secret_key

HERE = Path(__file__).resolve().parent
HOME = home()

# The rooms of the site, from the ground up. A room is served when it exists; its urls.py is found by name.
ROOMS = (
    "ui",
    "access",
    "audit",
    "accounts",
    "jobs",
    "search",
    "messages",
    "statements",
    "reading",
    "facts",
    "targets",
    "execution",
    "board",
    "tracing",
    "site",
)
ROOMS_HERE = [room for room in ROOMS if find_spec(f"guatu.web.{room}")]


def env_date(name: str) -> date | None:
    """A date like 2022-08-20 from the environment, or None."""
    text = os.environ.get(name, "")
    return date.fromisoformat(text) if text else None


def env_flag(name: str) -> bool:
    """Whether a switch in the environment is on."""
    return os.environ.get(name, "").lower() in ("1", "true", "yes", "on")


def env_pairs(name: str) -> dict[str, str]:
    """`kind=id,kind=id` from the environment; empty when nothing is set."""
    parts = (part.partition("=") for part in os.environ.get(name, "").split(",") if "=" in part)
    return {kind.strip(): value.strip() for kind, _, value in parts}


# The day that counts as today (demo, tests); None: the real one.
GUATU_TODAY = env_date("GUATU_TODAY")
# Which light scheme judges what, by its id in the catalogue; kinds left out keep ours.
GUATU_SCHEMES = env_pairs("GUATU_SCHEMES")
# Which ladder of chasing is climbed; who signs letters (default: the zone's supervision office).
GUATU_LADDER = os.environ.get("GUATU_LADDER", "default")
GUATU_ORGAN = os.environ.get("GUATU_ORGAN", "")
# The lines out of the house: SMTP server and sender, further hosts of group robots, the gateway's folder.
GUATU_SMTP = os.environ.get("GUATU_SMTP", "")
GUATU_MAIL_FROM = os.environ.get("GUATU_MAIL_FROM", "guatu@localhost")
GUATU_WEBHOOK_HOSTS = [host for host in os.environ.get("GUATU_WEBHOOK_HOSTS", "").split(",") if host]
GUATU_OUTBOX = os.environ.get("GUATU_OUTBOX", "") or str(HOME / "outbox")
# MB that the engine which sums enterprise facts may hold in each process; refused here rather than in a job.
GUATU_ENGINE_MEMORY = engine_memory()
# Trust the last address in X-Forwarded-For and the scheme in X-Forwarded-Proto.
GUATU_BEHIND_PROXY = env_flag("GUATU_BEHIND_PROXY")
HTTPS = env_flag("GUATU_HTTPS")

DEBUG = False
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("GUATU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GUATU_ORIGINS", "").split(",") if origin]
ROOT_URLCONF = "guatu.web.site.urls"
WSGI_APPLICATION = "guatu.web.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    *(f"guatu.web.{room}" for room in ROOMS_HERE),
]

MIDDLEWARE = [
    "guatu.web.site.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "guatu.web.site.limits.LimitsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "guatu.web.accounts.middleware.ActorMiddleware",
    "guatu.web.site.errors.ErrorsMiddleware",
    "guatu.web.audit.known_at.KnownAtMiddleware",
    "guatu.web.access.pages.AccessMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "guatu.web.site.navigation.frame",
            ],
            "builtins": ["django.templatetags.i18n", "guatu.web.ui.templatetags.ui"],
        },
    }
]

DATABASES = {"default": database(os.environ.get("GUATU_DATABASE_URL", ""), folder=HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "guatu"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "guatu.web.site.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if GUATU_BEHIND_PROXY else None

# A document of 20 MB is the largest that is read; everything else comes as JSON of modest size.
UPLOAD_MOST = 24 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILES_DIR = HOME / "files"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "guatu_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [HERE.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("GUATU_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 31_536_000  # addresses carry the content's hash

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"guatu": {"level": "INFO"}, "django.security.DisallowedHost": {"level": "ERROR"}},
}
