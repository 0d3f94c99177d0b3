"""The rights beside the pages: media, records, settings. Carries on the list of the pages."""

import io
from functools import partial

from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from cms.glossary import Term
from tests.factories.editors import (
    text_page,
)
from tests.factories.role_actions import ACTIONS, action, deletes, opens


def picture():
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    file.name = "image.png"
    file.seek(0)
    return file


@action("add an image")
def _(site, client):
    client.post(
        reverse("wagtailimages:add"), {"title": "Image", "file": picture(), "collection": 1}
    )
    return get_image_model().objects.exists()


@action("delete someone's image")
def _(site, client):
    image = get_image_model().objects.create(title="Image", file="x.png", width=8, height=8)
    return deletes(image, "wagtailimages:delete", client)


def paper():
    file = io.BytesIO(b"%PDF-1.4")
    file.name = "rapport.pdf"
    return file


@action("add a document")
def _(site, client):
    client.post(reverse("wagtaildocs:add"), {"title": "Rapport", "file": paper(), "collection": 1})
    return get_document_model().objects.exists()


@action("delete someone's document")
def _(site, client):
    paper = get_document_model().objects.create(title="Rapport", file="x.pdf")
    return deletes(paper, "wagtaildocs:delete", client)


def term(site):
    return Term.objects.create(term_fr="CPAS", term_nl="OCMW")


def term_url(name, *args):
    return reverse(f"wagtailsnippets_cms_term:{name}", args=args)


@action("add a term to the glossary")
def _(site, client):
    client.post(term_url("add"), {"term_fr": "usager", "term_nl": "gebruiker"})
    return Term.objects.exists()


@action("change a term of the glossary")
def _(site, client):
    pk = term(site).pk
    client.post(term_url("edit", pk), {"term_fr": "CPAS", "term_nl": "OCMW's"})
    return Term.objects.get(pk=pk).term_nl == "OCMW's"


@action("delete a term of the glossary")
def _(site, client):
    pk = term(site).pk
    client.post(term_url("delete", pk))
    return not Term.objects.filter(pk=pk).exists()


@action("change the contact details")
def _(site, client):
    url = reverse("wagtailsettings:edit", args=["cms", "coordination"])
    return client.get(url, follow=True).request["PATH_INFO"].startswith(url)


@action("make a redirection")
def _(site, client):
    return opens("wagtailredirects:add", client=client)


@action("see titles in the history of the site")
def _(site, client):
    PageLogEntry.objects.log_action(instance=site.group, action="wagtail.edit")
    answer = client.get(reverse("wagtailadmin_reports:site_history"))
    return site.group.title in answer.content.decode()


@action("see the title of someone's draft")
def _(site, client):
    text_page(site.fr, "Brouillon", "Pas encore.", live=False)
    url = reverse("wagtailadmin_choose_page_search")
    return "Brouillon" in client.get(url, {"q": "brouillon"}).content.decode()


for name, address in {
    "see accounts": "wagtailusers_users:index",
    "see groups and rights": "wagtailusers_groups:index",
    "see workflows": "wagtailadmin_workflows:index",
    "see the list of sites": "wagtailsites:index",
    "see the languages of the site": "wagtaillocales:index",
    "see collections": "wagtailadmin_collections:index",
}.items():
    ACTIONS[name] = partial(lambda address, site, client: opens(address, client=client), address)
