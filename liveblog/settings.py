"""Django's settings, by section. Every value that differs between machines comes from `env.py`."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from liveblog import env, security
from liveblog.release import RELEASE as RELEASE

BASE_DIR = env.BASE_DIR
DEBUG = env.DEBUG
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.ALLOWED_HOSTS
HOST, PORT, WORKERS, DEMO = env.HOST, env.PORT, env.WORKERS, env.DEMO
READERS, READERS_PER_ADDRESS = env.READERS, env.READERS_PER_ADDRESS
SITE_URL = env.SITE_URL
SITE_AUTHORITY = env.SITE_AUTHORITY
OUTSIDE, OUTSIDE_PROXY = env.OUTSIDE, env.OUTSIDE_PROXY

# --- What runs -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "columns.apps.ColumnsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
]
MIDDLEWARE = [
    "liveblog.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "columns.accounts.door.StaffDoor",
]
ROOT_URLCONF = "liveblog.urls"
ASGI_APPLICATION = "liveblog.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# --- Storage -------------------------------------------------------------------------------------

_database: dict[str, Any] = env.database()
ON_SQLITE = _database["ENGINE"].endswith("sqlite3")
if ON_SQLITE:
    # WAL lets readers go on while one writes. FULL: what an editor was told is published survives a power cut (its
    # number would be given again otherwise). IMMEDIATE takes the write lock at the start, so that a
    # transaction that reads and then writes waits its turn instead of failing with "database is locked".
    _database["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    # A live server in the tests reads the database from its own threads: it must be a file.
    _database["TEST"] = {"NAME": env.DATA_DIR / "test.sqlite3"}
else:
    # A server that is gone without a word is noticed within seconds, not when TCP gives up.
    _database["OPTIONS"] = {
        "pool": {"min_size": 2, "max_size": 20, "timeout": 10},
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
    # After a restart of PostgreSQL the pool holds connections that are broken: nobody is to be given one.
    _database["CONN_HEALTH_CHECKS"] = True
DATABASES = {"default": _database}

# Rendered fragments, by epoch and seq: a key means the same in every process, so each keeps its own, and a page needs
# nothing but the database.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

REDIS_URL = env.REDIS_URL
if REDIS_URL:
    # The pub/sub flavour: the core layer forgets its groups when Redis restarts.
    CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
    }
else:
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# --- Words and times -----------------------------------------------------------------------------

LANGUAGE_CODE = env.ADMIN_LANGUAGE
#: What a column can be written in. The page's direction follows from it.
LANGUAGES = [
    ("en", _("English")),
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("fa", _("Persian")),
    ("fr", _("French")),
    ("he", _("Hebrew")),
    ("ru", _("Russian")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files: static ones, and pictures of our own making -------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = env.MEDIA_URL
MEDIA_ROOT = env.DATA_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    # What lies at an address stays there for ever, so nothing is written over.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"allow_overwrite": False, "file_permissions_mode": 0o644},
    },
    # What has no address: our own copies of pictures, and what is kept as evidence.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.DATA_DIR / "private", "base_url": None, "allow_overwrite": False,
            "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "liveblog.staticfiles.HashedModules"},
}
WHITENOISE_MAX_AGE = 60

# --- Safety --------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = security.PUBLIC_POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if env.HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # X-Frame-Options: SecurityHeaders sends it, and frame-ancestors
    "security.W005",  # HSTS for subdomains: not ours to promise
    "security.W008",  # redirecting to HTTPS is the proxy's business; an onion service has none
    "security.W021",  # HSTS preloading: the owner of the domain decides
]
if env.HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_FAILURE_VIEW = "columns.pages.errors.form_refused"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
#: Seconds for which an invitation, or the way to a new password, can be followed: three days.
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
#: Seconds after which a session has to be begun anew; one that nobody used for `IDLE` ends before (`sign_ins.py`).
SESSION_COOKIE_AGE = 7 * 24 * 3600
#: Names, in whatever tool the staff keeps its codes, the site they are for.
OTP_TOTP_ISSUER = env.SITE_URL.partition("://")[2]
#: Codes are throttled as passwords are (`publishing/throttling.py`): the library's own way locks out the owner too.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
#: The largest form that is read, in bytes: a body at its cap, URL-encoded in a script of three bytes a letter.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

# --- Mail ----------------------------------------------------------------------------------------

vars().update(env.mail())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.EMAIL_FROM
#: Seconds.
EMAIL_TIMEOUT = 10

# --- Logging: no reader's address is ever written ------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
