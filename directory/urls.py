from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from .entry import contact_card, hours_file, organisation, print_card
from .listing import listing
from .network_page import network, networks
from .reports.views import ReportView

entries = (
    [
        path("", listing, name="list"),
        # What follows the directory here is no address of an entry: see slugs.RESERVED.
        path(_("networks/"), networks, name="networks"),
        path(_("networks/<slug:slug>/"), network, name="network"),
        path("<slug:slug>/", organisation, name="organisation"),
        path("<slug:slug>/contact.vcf", contact_card, name="contact-card"),
        path(_("<slug:slug>/hours.ics"), hours_file, name="hours-calendar"),
        path(_("<slug:slug>/card/"), print_card, name="print-card"),
        path(_("<slug:slug>/report/"), ReportView.as_view(), name="report"),
    ],
    "directory",
)

urlpatterns = [path(_("directory/"), include(entries))]
