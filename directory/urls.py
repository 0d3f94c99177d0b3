from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from .entry import contact_card, organisation
from .listing import listing
from .network_page import network, networks

entries = (
    [
        path("", listing, name="list"),
        # What follows the directory here is no address of an entry: see slugs.RESERVED.
        path(_("networks/"), networks, name="networks"),
        path(_("networks/<slug:slug>/"), network, name="network"),
        path("<slug:slug>/", organisation, name="organisation"),
        path("<slug:slug>/contact.vcf", contact_card, name="contact-card"),
    ],
    "directory",
)

urlpatterns = [path(_("directory/"), include(entries))]
