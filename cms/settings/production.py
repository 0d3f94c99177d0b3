"""Everything that differs from one installation to the next comes from the environment."""

import dj_database_url

from .base import *
from .environment import flag, hosts, optional, required, secret

DEBUG = False
SECRET_KEY = secret("SECRET_KEY")
ALLOWED_HOSTS = hosts("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = required("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

if optional("DATABASE_URL"):
    DATABASES["default"] = dj_database_url.parse(
        optional("DATABASE_URL"), conn_max_age=60, conn_health_checks=True
    )

EMAIL_HOST = optional("EMAIL_HOST", "localhost")
EMAIL_PORT = int(optional("EMAIL_PORT", "25"))
EMAIL_HOST_USER = optional("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = optional("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = optional("DEFAULT_FROM_EMAIL", DEFAULT_FROM_EMAIL)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SERVE_MEDIA = flag("SERVE_MEDIA")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# The web server in front ends TLS, and says so and who asked.
BEHIND_PROXY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
HTTPS = WAGTAILADMIN_BASE_URL.startswith("https://")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Other names under this domain belong to others (W005, W021); the admin frames its previews (W019).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
