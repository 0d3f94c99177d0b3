from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from .bodies import urls as bodies
from .history import history
from .members import urls as members
from .minutes import urls as minutes

urlpatterns = [
    path("", include((bodies.urlpatterns, "bodies"))),
    path("", include((minutes.urlpatterns, "minutes"))),
    path(_("history/"), history, name="history"),
    path("", include((members.urlpatterns, "members"))),
]
