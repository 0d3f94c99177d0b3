from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _

from .ledger import views
from .ledger.door_urls import door_urls
from .ledger.recommendations import NUMBER

ledger_urls = [
    path(_("recommendations/"), views.ledger, name="list"),
    # Never translated, never changed: it is printed in letters.
    re_path(rf"^r/(?P<number>{NUMBER})/$", views.recommendation, name="recommendation"),
    path(_("authorities/<slug:slug>/"), views.authority, name="authority"),
    *door_urls,
]

urlpatterns = [path("", include((ledger_urls, "ledger")))]
