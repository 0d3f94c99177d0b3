from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from .ledger import authority_pages, exports, feeds, figures, themes, views
from .ledger.door_urls import door_urls
from .ledger.recommendations import NUMBER
from .longform.corrections import addresses as versions
from .longform.export import views as export
from .longform.feeds import PublicationsFeed


def files(name, export, feed=None):
    """The same as a page, for programs: technical names, the same in both languages."""
    atom = [path("atom.xml", feed(), name=f"{name}-atom")] if feed else []
    return atom + [
        path(f"data.{form}", export, {"form": form}, name=f"{name}-{form}")
        for form in ("csv", "json")
    ]


of_ledger = [
    path("", views.ledger, name="list"),
    *files("list", exports.recommendations, feeds.RecommendationsFeed),
]
of_figures = [path("", figures.page, name="figures"), *files("figures", exports.in_figures)]
of_theme = [
    path("", themes.theme, name="theme"),
    *files("theme", exports.theme, feeds.ThemeFeed),
]
of_authority = [
    path("", authority_pages.authority, name="authority"),
    *files("authority", exports.authority, feeds.AuthorityFeed),
]
of_recommendation = [
    path("", views.recommendation, name="recommendation"),
    path("atom.xml", feeds.RecommendationFeed(), name="recommendation-atom"),
]

ledger_urls = [
    path(_("recommendations/"), include(of_ledger)),
    path(_("recommendations/figures/"), include(of_figures)),
    path(_("recommendations/themes/<slug:code>/"), include(of_theme)),
    path(
        _("recommendations/interpellations/"),
        include(files("interpellations", exports.interpellations, feeds.InterpellationsFeed)),
    ),
    # Never translated, never changed: it is printed in letters.
    re_path(rf"^r/(?P<number>{NUMBER})/", include(of_recommendation)),
    path(_("authorities/"), authority_pages.authorities, name="authorities"),
    path(_("authorities/<slug:slug>/"), include(of_authority)),
    *door_urls,
]

longform_urls = [path(_("publications/atom.xml"), PublicationsFeed(), name="atom")]
# The address of the page, without its last slash, and what one wants of it. Slugs hold no dot.
file_urls = [
    re_path(rf"^(?P<path>[-\w/]+)\.(?P<form>{'|'.join(export.TYPES)})$", export.file, name="file")
]

urlpatterns = [
    path("", include((ledger_urls, "ledger"))),
    path("", include((longform_urls, "longform"))),
    path("", include((file_urls, "publications"))),
    path("", include((versions.patterns(), "versions"))),
]
