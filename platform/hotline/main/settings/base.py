"""Settings of every process of the house."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from .env import ROOT, load, sip_nodes, sip_servers
from .twilio_client import twilio_api, twilio_client

ENV = load()

BASE_DIR = ROOT
SECRET_KEY = ENV.secret_key
DEBUG = False
DEMO = ENV.demo
ALLOWED_HOSTS = list(ENV.allowed_hosts)
PUBLIC_URL = ENV.public_url
CSRF_TRUSTED_ORIGINS = [ENV.public_url]
HOTLINE_HOME = ENV.home
REDIS_URL = ENV.redis_url

SHARED_APPS = [
    "django_tenants",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "channels",
    "graphene_django",
    "django_vite",
    "csp",
    "hotline.main",
    "hotline.main.portal",
    "hotline.outbox",
    "hotline.backup",
    "tenants.shared.registry",
    "tenants.shared.identity",
    "tenants.shared.numbering",
    "tenants.shared.addresses",
    "tenants.shared.scoreboard",
    "tenants.shared.eventlog",
    "tenants.shared.alarms",
    "tenants.shared.textstops",
]
TENANT_APPS = [
    "hotline.audit",
    "hotline.notify",
    "tenants.local.people",
    "tenants.local.worklist",
    "tenants.local.voice",
    "tenants.local.contacts",
    "tenants.local.recordings",
    "tenants.local.supervision",
    "tenants.local.messages",
    "tenants.local.routing",
    "tenants.local.citizens",
    "tenants.local.cases",
    "tenants.local.dispatching",
    "tenants.local.surveys",
    "tenants.local.campaigns",
    "tenants.local.reports",
    "tenants.local.faxes",
    "tenants.local.letters",
    "tenants.local.texts",
]
INSTALLED_APPS = SHARED_APPS + TENANT_APPS

TENANT_MODEL = "registry.Tenant"
TENANT_DOMAIN_MODEL = "registry.Domain"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]


def database(url: str, pool: int = 0) -> dict[str, object]:
    """``postgresql://user:password@host:port/name`` as Django wants it; ``?host=/folder`` names a socket's folder.

    ``pool``: so many connections are shared by all threads. For the web process, whose every request has a thread of
    its own; elsewhere 0: a thread keeps its connection.
    """
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "hotline.tenancy.backend",
        "NAME": unquote(parts.path.lstrip("/")) or "hotline",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if pool else 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": min(4, pool), "max_size": pool, "timeout": 10}} if pool else {},
    }


DATABASES = {"default": database(ENV.database_url, ENV.database_pool)}

AUTH_USER_MODEL = "identity.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "hotline.main.urls"
ASGI_APPLICATION = "hotline.main.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
            ]
        },
    }
]

SESSION_COOKIE_NAME = "hotline_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True  # the token reaches the page in a <meta>, not by reading the cookie
CSRF_COOKIE_NAME = "hotline_csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.public_url.startswith("https") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.public_url.startswith("https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENV.public_url.startswith("https") else 0
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

SIP_NODES = sip_nodes(ENV.public_url, ENV.ari_port, ENV.sip_wss_port)
SIP_URLS = [url for node in SIP_NODES for url in node]
SIP_SERVERS, SIP_TLS_SERVERS = sip_servers(ENV)
SIP_DOMAIN = urlsplit(ENV.public_url).hostname or "localhost"
TWILIO_CLIENT = twilio_client(ENV.twilio_account_sid)
#: where files of text messages are fetched
TWILIO_API = twilio_api()
CONTENT_SECURITY_POLICY: dict[str, dict[str, list[Any]]] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "media-src": [SELF, "blob:", "data:"],
        "connect-src": [
            SELF,
            *sorted({url.removesuffix("/ws") for url in SIP_URLS}),
            *(TWILIO_CLIENT.hosts() if TWILIO_CLIENT else []),
        ],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.home / "static"
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Vite has hashed the names already: compress only
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
_HASHED = re.compile(r"/assets/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:
    """Hashed files never change."""
    return bool(_HASHED.search(url))


DJANGO_VITE = {"default": {"dev_mode": False, "manifest_path": FRONTEND_DIST / "manifest.json"}}

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [ENV.redis_url], "prefix": "hotline"},
    }
}

CELERY_BROKER_URL = re.sub(r"^unix://", "redis+socket://", ENV.redis_url)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
#: who wakes the worker in the middle of a request does not wait for a Redis that is away
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 0, "interval_start": 0, "interval_step": 0, "interval_max": 0}
#: woken by commits; the clock comes by for what waits and for what a dead broker did not wake
CELERY_BEAT_SCHEDULE = {
    "outbox": {"task": "outbox.drain", "schedule": 5.0, "options": {"expires": 5.0}},
    "recordings": {"task": "recordings.sweep", "schedule": 30.0, "options": {"expires": 30.0}},
    "retention": {
        "task": "recordings.retain_all",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 6 * 3600.0},
    },
    "faxes_in": {"task": "faxes.sweep", "schedule": 30.0, "options": {"expires": 30.0}},
    "faxes_out": {"task": "faxes.send_due", "schedule": 10.0, "options": {"expires": 10.0}},
    "prompts": {"task": "voice.place_prompts", "schedule": 60.0, "options": {"expires": 60.0}},
    "store": {"task": "main.watch_store", "schedule": 10.0, "options": {"expires": 10.0}},
    "reports": {"task": "reports.send_due", "schedule": 300.0, "options": {"expires": 300.0}},
    "alarms": {"task": "main.forget_alarms", "schedule": 6 * 3600.0, "options": {"expires": 3600.0}},
    "watch": {"task": "main.watch_house", "schedule": 10.0, "options": {"expires": 10.0}},
    "backups": {"task": "main.mind_backups", "schedule": 60.0, "options": {"expires": 60.0}},
    "sessions": {"task": "main.clear_sessions", "schedule": 6 * 3600.0, "options": {"expires": 3600.0}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(ENV.home / "beat-schedule")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django_tenants": {"level": "WARNING"}, "daphne": {"level": "WARNING"}},
}
