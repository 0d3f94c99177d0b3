from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from . import datasets, frame, health, sitemaps, views
from .admin.language import choose_language

urlpatterns = [
    path("", views.front_door, name="front-door"),
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("robots.txt", views.robots),
    path("favicon.ico", views.favicon),
    path("sitemap.xml", sitemaps.index),
    path("admin/language/<slug:code>/", choose_language, name="admin_language"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.SERVE_MEDIA:
    # Renditions only: originals and documents go through the views that check who may read. Their
    # folder is the root, for `..` in an address would lead out of a folder that is in the pattern.
    pictures = settings.MEDIA_ROOT / "images"
    urlpatterns.append(re_path(r"^media/images/(?P<path>.+)$", serve, {"document_root": pictures}))

urlpatterns += i18n_patterns(
    path("sitemap.xml", sitemaps.language_map),
    path(_("not-translated-yet/<int:page_id>/"), views.untranslated, name="untranslated"),
    path(_("data/"), datasets.data, name="data"),
    path("", include("cms.subscriptions.urls")),
    path("", include("search.urls")),
    path("", include("directory.urls")),
    path("", include("publications.urls")),
    path("", include("groups.urls")),
    path("", include("home.urls")),
    re_path(wagtail_urls.serve_pattern, frame.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
)
