"""Calls of notes, citations and cross-references in the editor, and what it can choose from."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import JsonResponse
from django.urls import path, reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from draftjs_exporter.dom import DOM
from wagtail import hooks
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from cms.blocks.body import anchor_of

from .citing import Entry
from .numbering import number
from .publications import ChapterPage, PublicationPage
from .references import Reference

MOST_FOUND = 30

# What the dialog says, in the language of whoever writes.
WORDS = {
    "note": {
        "title": gettext_lazy("Call a note"),
        "filter": gettext_lazy("Search in the notes"),
        "empty": gettext_lazy("No note yet. Write one below."),
        "fresh": gettext_lazy("A new note"),
        "words": "",
    },
    "reference": {
        "title": gettext_lazy("Cite a reference"),
        "filter": gettext_lazy("Author or title"),
        "empty": gettext_lazy("No reference has these words. Add it to the list of references."),
        "fresh": "",
        "words": gettext_lazy("Page or chapter, if need be. Example: p. 12"),
    },
    "passage": {
        "title": gettext_lazy("Refer to a passage"),
        "filter": gettext_lazy("Number, title or words"),
        "empty": gettext_lazy("Nothing found. What was just written appears once it is saved."),
        "fresh": "",
        "words": "",
    },
}
BUTTONS = {
    "insert": gettext_lazy("Insert"),
    "close": gettext_lazy("Close"),
    "remove": gettext_lazy("Remove"),
    "lost": gettext_lazy("there is no such note"),
}
SIGNS = {"note": "¹", "reference": "(…)", "passage": "→"}
ADDRESSES = {
    "reference": reverse_lazy("longform_references"),
    "passage": reverse_lazy("longform_passages"),
}


class NoteCall(LinkHandler):
    identifier = "note"

    @staticmethod
    def expand_db_attributes(attrs):
        return "<a>"


class Citation(NoteCall):
    identifier = "reference"

    @staticmethod
    def get_model():
        return Reference

    @classmethod
    def extract_references(cls, attrs):
        """So that a reference knows where it is cited."""
        if attrs.get("id", "").isdecimal():
            yield Reference, attrs["id"], "", ""


class CrossReference(NoteCall):
    identifier = "passage"


class CallElementHandler(LinkElementHandler):
    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        return {"id": attrs.get("id", "")}


def stored(kind):
    def element(props):
        return DOM.create_element("a", {"linktype": kind, "id": props["id"]}, props["children"])

    return element


@hooks.register("register_rich_text_features")
def calls(features):
    for handler in (NoteCall, Citation, CrossReference):
        kind = handler.identifier
        entity = kind.upper()
        features.register_link_type(handler)
        features.register_editor_plugin(
            "draftail",
            kind,
            EntityFeature(
                {
                    "type": entity,
                    "label": SIGNS[kind],
                    "description": WORDS[kind]["title"],
                    "words": WORDS[kind] | BUTTONS,
                    "address": ADDRESSES.get(kind, ""),
                    "attributes": ["id"],
                },
                js=["js/admin/calls.js"],
                css={"all": ["css/admin/calls.css"]},
            ),
        )
        features.register_converter_rule(
            "contentstate",
            kind,
            {
                "from_database_format": {f'a[linktype="{kind}"]': CallElementHandler(entity)},
                "to_database_format": {"entity_decorators": {entity: stored(kind)}},
            },
        )


@require_safe
@permission_required("publications.view_reference", raise_exception=True)
def references(request):
    found = Reference.objects.all()
    for word in request.GET.get("q", "").replace("\0", "").split()[:6]:
        found = found.filter(
            Q(authors__icontains=word) | Q(title__icontains=word) | Q(year__startswith=word)
        )
    rows = [
        {"id": str(one.pk), "name": Entry(one).text, "words": Entry(one).citation()}
        for one in found[:MOST_FOUND]
    ]
    return JsonResponse({"groups": [{"name": "", "rows": rows}]})


@require_safe
def passages(request):
    """What a page of this publication can refer to, as its drafts stand."""
    page = editable(request)
    wanted = request.GET.get("q", "").casefold().split()
    groups = []
    if page is not None:
        drafts = [one.get_latest_revision_as_object() for one in family_of(page)]
        pages = [(str(one.translation_key), one.title, one.current_outline) for one in drafts]
        numbering = number(pages)
        for one, (key, title, _outline) in zip(drafts, pages, strict=True):
            rows = [row for row in rows_of(one, key, numbering) if matches(row, wanted)]
            groups.append({"name": title, "rows": rows[:MOST_FOUND]})
    return JsonResponse({"groups": [group for group in groups if group["rows"]]})


def editable(request):
    asked = request.GET.get("page", "")
    page = Page.objects.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 10 else None
    if page is None or not page.permissions_for_user(request.user).can_edit():
        return None
    return page.specific


def family_of(page):
    publication = page.publication if isinstance(page, ChapterPage) else page
    if not isinstance(publication, PublicationPage):
        return []
    return [
        publication,
        *ChapterPage.objects.child_of(publication).select_related("latest_revision"),
    ]


def rows_of(page, key, numbering):
    whole = numbering.named(key)
    yield row(f"{key}:", whole, page.title if whole.number else "")
    for child in page.body:
        named = numbering.named(key, anchor := anchor_of(child))
        if named is not None:
            yield row(f"{key}:{anchor}", named, text_of(child))


def row(target, named, text):
    """`words` is what the editor shows until the page is drawn; a paragraph keeps them."""
    words = named.words
    name = f"{words} · {text}" if text and named.kind != "passage" else text or words
    return {"id": target, "name": name, "words": words if named.kind != "passage" else ""}


def text_of(child):
    words = " ".join(" ".join(child.block.get_searchable_content(child.value)).split())
    return Truncator(words).words(14, truncate="…")


def matches(one, wanted):
    return all(word in one["name"].casefold() for word in wanted)


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("publications/references/", references, name="longform_references"),
        path("publications/passages/", passages, name="longform_passages"),
    ]
