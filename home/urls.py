from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import feeds

urlpatterns = [
    path(_("news/feed/"), feeds.NewsFeed(), name="news-feed"),
    path(_("agenda.ics"), feeds.agenda, name="agenda-calendar"),
    path(_("agenda/<slug:slug>.ics"), feeds.event, name="event-calendar"),
]
