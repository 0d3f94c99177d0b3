from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from .entry import contact_card, organisation
from .listing import listing

entries = (
    [
        path("", listing, name="list"),
        path("<slug:slug>/", organisation, name="organisation"),
        path("<slug:slug>/contact.vcf", contact_card, name="contact-card"),
    ],
    "directory",
)

urlpatterns = [path(_("directory/"), include(entries))]
