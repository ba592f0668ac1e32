"""The one settings file. Everything that differs between installations comes from the environment."""

import os
from pathlib import Path

from parlour.config import environment
from parlour.store.embedded import Cluster, default_data_home

PACKAGE = Path(__file__).resolve().parent.parent
DATA_HOME = default_data_home()

DEBUG = False
SECRET_KEY = environment.secret("PARLOUR_SECRET_KEY", beside=DATA_HOME / "secret_key")
ALLOWED_HOSTS = environment.words("PARLOUR_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("PARLOUR_ORIGINS", default="")
SECURE = environment.flag("PARLOUR_HTTPS", default=False)

DATABASE_URL = os.environ.get("DATABASE_URL") or Cluster(DATA_HOME / "postgresql").url
DATABASES = {"default": environment.database(DATABASE_URL)}

# The key that signs checkpoints lives outside the database, and so do the keys that encrypt channel secrets.
CHECKPOINT_KEY_FILE = DATA_HOME / "checkpoint_key"
CHANNEL_SECRET_KEY = environment.secret("PARLOUR_CHANNEL_KEY", beside=DATA_HOME / "channel_key")

# Pictures of people and their posts are fetched by the house, never by browsers; fetched ones lie here for a while.
PICTURES = environment.flag("PARLOUR_PICTURES", default=True)
PICTURE_HOME = DATA_HOME / "pictures"

INSTALLED_APPS = [
    "parlour.store",
    "parlour.desk",
    "parlour.room",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # the list of security keys reads with it
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "parlour.room.headers.RoomHeaders",
    "parlour.desk.headers.PrivateByDefault",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "parlour.config.urls"
ASGI_APPLICATION = "parlour.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "desk" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "store.Agent"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "parlour.desk.sign_in.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# allauth counts sign-in attempts here; in the database, so that every process sees the same count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]
LOCALE_PATHS = [PACKAGE / "desk" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_HOME / "static"
STATICFILES_DIRS = [PACKAGE / "desk" / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA_HOME / "media"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Letters go out through Django's mail backend; without a server they are laid down as files, which a developer reads.
MAIL = environment.mail("PARLOUR_MAIL", beside=DATA_HOME / "mailbox")
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.folder
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.host, MAIL.port, MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.ssl, MAIL.starttls
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("PARLOUR_MAIL_FROM", "parlour@localhost")

# A command that reads a file somebody gave in a room from its input, and fails when it is unsafe; none by default.
ROOM_SCANNER = os.environ.get("PARLOUR_SCANNER", "")
SILENCED_SYSTEM_CHECKS: list[str] = []
PROCRASTINATE_ON_APP_READY = "parlour.jobs.app.on_ready"
PROCRASTINATE_IMPORT_PATHS = ["parlour.jobs.tasks"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"parlour": {"level": "INFO"}},
}
