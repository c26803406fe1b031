"""Settings: every value that differs between machines comes from `herbology.environment`."""

from django.core.exceptions import ImproperlyConfigured

from herbology import environment
from herbology.environment import BASE_DIR
from recommendations.guideline import PolicyError, load_policy

DEBUG = environment.read_boolean("DEBUG", default=True)

SECRET_KEY = environment.read_secret(
    "SECRET_KEY",
    debug=DEBUG,
    development_value=environment.DEVELOPMENT_SECRET_KEY,
    hint="Make one with: python -c 'import secrets; print(secrets.token_hex(32))'",
)

# The first key encrypts, all of them decrypt: put a new one in front to rotate.
HEALTH_DATA_KEYS = environment.read_keys("HEALTH_DATA_KEYS", debug=DEBUG)

ALLOWED_HOSTS = environment.read_list("ALLOWED_HOSTS")
if not DEBUG and not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must be set when DEBUG is False: the site's host names, with commas."
    )
CSRF_TRUSTED_ORIGINS = environment.read_list("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "herbology",
    "products",
    "recommendations",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "crispy_bootstrap5",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # With a random length in each answer, since pages hold secrets (docs/decisions.md).
    "django.middleware.gzip.GZipMiddleware",
    "herbology.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "herbology.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "recommendations.questionnaire.store_mode.middleware.store_mode",
    # Innermost: what it has written down is what the view answered.
    "herbology.audit.middleware.audit",
]

ROOT_URLCONF = "herbology.urls"
WSGI_APPLICATION = "herbology.wsgi.application"
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
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": environment.read_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Scrypt resists cracking better than PBKDF2 and takes a fraction of its time to check.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LANGUAGE_CODE = "en"
# Each named in itself, for those who read it. Staff read English, whatever their browser asks for.
LANGUAGES = [("en", "English"), ("es", "Español")]
FORMAT_MODULE_PATH = "herbology.formats"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = not DEBUG
LOCALE_PATHS = [BASE_DIR / "herbology" / "locale"]
TIME_ZONE = environment.read_time_zone("TIME_ZONE", default="America/New_York")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = BASE_DIR / "media"

globals().update(environment.read_email())
DEFAULT_FROM_EMAIL = environment.read_sender("EMAIL_FROM", default="Herbology <noreply@localhost>")
# Who is told of low stock and of batches that expire soon.
STOCK_ALERT_EMAILS = environment.read_addresses("STOCK_ALERT_EMAILS")

# How much stronger or weaker than the last a new batch may be before staff are warned.
POTENCY_ALARM_PERCENT = environment.read_percent("POTENCY_ALARM_PERCENT", default="20")

# What a state's law and this dispensary allow: a name in recommendations/guideline/policies, or a path.
POLICY = environment.read_text("POLICY", default="default")
# Products may not know the policy: how old a lab result may be reaches the counter from here, who may
# look at products and which ways of taking they may be offered for reach the catalogue.
try:
    _policy = load_policy(POLICY)
except PolicyError as error:
    raise ImproperlyConfigured(f"POLICY: {error}") from error
COA_MAX_AGE_MONTHS = _policy.coa_max_age_months
MINIMUM_AGE, ROUTES_ALLOWED = _policy.minimum_age, _policy.routes_allowed

# Products may not know the guideline either: the catalogue asks this module (docs/catalogue.md).
CATALOGUE_KNOWLEDGE = "recommendations.information.knowledge"
# Of the prices in the catalogue.
CURRENCY = environment.read_text("CURRENCY", default="USD")

# Staff type a reservation's reference: the audit log names such records by their key alone.
AUDIT_WITHOUT_TEXT = {"products.reservation"}

# Same shape as Django 6.0's SECURE_CSP, so that moving there means deleting our middleware.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
SECURE_CSP_ADMIN = SECURE_CSP | {"style-src": ["'self'", "'unsafe-inline'"]}

# Never `no-referrer`: browsers then send `Origin: null` and Django refuses every form over HTTPS.
SECURE_REFERRER_POLICY = "same-origin"
# 24 hours, as long as a draft lives: on a shared device the next person must not find it.
SESSION_COOKIE_AGE = 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = environment.read_boolean("SECURE_SSL_REDIRECT", default=not DEBUG)
# Also where the address of a visitor is read from: herbology.throttle.
BEHIND_PROXY = environment.read_boolean("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if not DEBUG:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Bodies and answers never reach a log, nor does the secret of a patient's link.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "herbology.log_format.LineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
        "request": {
            "()": "herbology.log_format.RequestFormatter",
            "format": "[{server_time}] {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "runserver": {"class": "logging.StreamHandler", "formatter": "request"},
    },
    "loggers": {
        # Takes Django's own handlers away: one prints every line twice, one e-mails whole requests.
        "django": {"handlers": []},
        "django.server": {"handlers": ["runserver"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
