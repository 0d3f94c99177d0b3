from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from . import contact, feeds
from .digest.asking import subscribe
from .proposals import urls as proposals

urlpatterns = [
    path("", include((proposals.urlpatterns, "proposals"))),
    path("", include("home.registrations.urls")),
    path(_("write/"), contact.write, name="write"),
    path(_("news/by-mail/"), subscribe, name="digest"),
    path(_("news/feed/"), feeds.NewsFeed(), name="news-feed"),
    path(_("agenda.ics"), feeds.agenda, name="agenda-calendar"),
    path(_("agenda/group/<uuid:key>.ics"), feeds.of_group, name="group-calendar"),
    path(_("agenda/theme/<slug:code>.ics"), feeds.of_theme, name="theme-calendar"),
    path(_("agenda/<slug:slug>.ics"), feeds.event, name="event-calendar"),
]
