"""What every installation shares. The other modules say only what differs."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from . import environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# Everything the site writes lives in one folder: database, uploads, search index, collected files.
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "home",
    "groups",
    "publications",
    "directory",
    "search",
    "cms",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.RefuseNulMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.ContentPolicyMiddleware",
    "axes.middleware.AxesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin shows its previews in a frame

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
            "builtins": ["cms.templatetags.cms_tags", "django.templatetags.i18n"],
        },
    }
]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # long structured pages have many fields
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# What nobody but the coordination may read; no address leads there.
PRIVATE_ROOT = VAR_DIR / "private"

# --- database -----------------------------------------------------------------------------------
# WAL lets readers go on while one writes; IMMEDIATE makes writers queue instead of failing midway.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "db.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
    }
}

# --- languages ----------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("fr", "Français"),
    ("nl", "Nederlands"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["cms.formats"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_THOUSAND_SEPARATOR = False  # years and numbers of propositions must not be grouped
USE_TZ = True
TIME_ZONE = "Europe/Brussels"
# A translation is published by a person who read it, never by the act of asking for one.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = False

# --- accounts -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "403.html"
AXES_CLIENT_IP_CALLABLE = "cms.visitors.client_ip"
BEHIND_PROXY = False
LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "members:login"  # members have no way into the admin

# --- wagtail ------------------------------------------------------------------------------------
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"  # as one writes it here; French and Dutch forms both accept it
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an address can be dictated on the telephone
WAGTAIL_SITE_NAME = "CASS · CSSA"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no third-party request, in the admin either
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_USER_LOGIN_FORM = "cms.admin.forms.SignInForm"
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.agreement.publish_what_was_agreed"
WAGTAILIMAGES_IMAGE_MODEL = "cms.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # checks who may read
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "pdf", "txt", "xlsx", "epub"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        # Headings are blocks of their own, so that contents and anchors know them.
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link", "ol", "ul"]},
    }
}
WAGTAILEMBEDS_RESPONSIVE_HTML = True

# Of what is exported (directory, ledger): its name, and the address of its text.
DATA_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")

# --- background work ----------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
TASKS_INLINE = False  # True: what would go to a thread is done by whoever asks for it

# --- search -------------------------------------------------------------------------------------
SEARCH_DIR = VAR_DIR / "search"  # a copy of the index: it can be thrown away at any time
SEARCH_ENGINES = ["search.engines.embedded.engine.Embedded"]  # the preferred one first
ELASTICSEARCH = environment.elasticsearch()  # ELASTICSEARCH_URL is enough; docs/growing.md
if ELASTICSEARCH["hosts"]:
    SEARCH_ENGINES.insert(0, "search.engines.elasticsearch.engine.ElasticsearchEngine")
SEARCH_INLINE = False  # True: changes are applied by whoever made them, not by a thread

# --- maps ---------------------------------------------------------------------------------------
# Asked only once a reader wants to see a map. Empty: there is no map, and nobody outside is asked.
MAP_TILES = os.environ.get("MAP_TILES", "https://tile.openstreetmap.org/{z}/{x}/{y}.png")
MAP_ATTRIBUTION = environment.optional("MAP_ATTRIBUTION", "© OpenStreetMap")

# --- content security policy --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        # Videos are framed only after a click (templates/cms/blocks/embed.html).
        "frame-src": [SELF, "https://www.youtube-nocookie.com", "https://player.vimeo.com"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"

# --- mail, logs ---------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = "CASS-CSSA <no-reply@localhost>"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cms.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django_tasks": {"level": "WARNING"},  # two lines a task would drown the rest
        "elastic_transport": {"level": "WARNING"},  # as many for each question
        "gunicorn.http.wsgi": {"level": "ERROR"},  # it warns of every HEAD request
    },
}

SERVE_MEDIA = True  # a web server in front takes this over (deploy/nginx.conf)
DEMO_ACCOUNTS = False  # with well-known passwords: see home/demo/accounts.py
