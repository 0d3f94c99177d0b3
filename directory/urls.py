from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from .confirmation.answering import AnswerView
from .entry import contact_card, hours_file, organisation, print_card
from .exchange import urls as exchange
from .listing import listing
from .map import on_map, points
from .network_page import network, networks
from .printing import printed
from .reports.views import ReportView
from .suggestions import names, suggestions

entries = (
    [
        path("", listing, name="list"),
        *exchange.files,
        path("suggestions.json", suggestions, name="suggestions"),
        path("names.json", names, name="names"),
        path(_("map/"), on_map, name="map"),
        path(_("map/points.json"), points, name="points"),
        path(_("print/"), printed, name="print"),
        # What follows the directory here is no address of an entry: see slugs.RESERVED.
        path(_("networks/"), networks, name="networks"),
        path(_("networks/<slug:slug>/"), network, name="network"),
        path(_("confirm/<str:token>/"), AnswerView.as_view(), name="confirm"),
        path("<slug:slug>/", organisation, name="organisation"),
        path("<slug:slug>/contact.vcf", contact_card, name="contact-card"),
        path(_("<slug:slug>/hours.ics"), hours_file, name="hours-calendar"),
        path(_("<slug:slug>/card/"), print_card, name="print-card"),
        path(_("<slug:slug>/report/"), ReportView.as_view(), name="report"),
    ],
    "directory",
)

urlpatterns = [path(_("directory/"), include(entries)), *exchange.urlpatterns]
