"""Draft pages of what was decided. Nothing is ever published here."""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from cms.tabular import Refused

from ...ledger.kinds import Level, Origin, Validation
from ...ledger.recommendations import Recommendation
from ..publications import ChapterPage, PublicationPage
from .deciding import decided
from .pieces import Kind
from .planning import PagePlan, Plan, as_json, planned
from .records import ImportedDocument
from .rich import plain
from .values import Values


def pictures_of(document: ImportedDocument) -> dict[str, bytes]:
    if not document.pictures:
        return {}
    with document.pictures.open("rb") as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def plan_for(document: ImportedDocument, title: str, target=None, pictures=None) -> Plan:
    """`pictures`: pk by name; before they are in the library, any number shows where they go."""
    reading = document.was_read
    if pictures is None:
        pictures = {piece.picture: 0 for piece in reading.pieces if piece.picture}
    values = Values(document.language, pictures)
    return planned(reading, document.decided, values, title, document.key, target)


@transaction.atomic
def create(document: ImportedDocument, facts: dict, parent, user, drafts=False) -> PublicationPage:
    """A new publication below `parent`; `facts` are its fields."""
    pictures = in_library(document, facts["title"], user)
    plan = plan_for(document, facts["title"], pictures=pictures)
    publication = add(parent, PublicationPage(**facts, language=document.language), plan.pages[0])
    told(publication, user, document)
    for page in plan.chapters:
        told(add(publication, ChapterPage(title=page.title), page), user, document)
    if drafts:
        draft_recommendations(document, plan, publication, user)
    document.settle(publication)
    return publication


@transaction.atomic
def update(document: ImportedDocument, target: PublicationPage, title, user) -> PublicationPage:
    """New drafts of the pages that change; the others are left alone."""
    pictures = in_library(document, title, user)
    plan = plan_for(document, title, target, pictures)
    refuse_locked(plan, user)
    before = None
    for place, page in enumerate(plan.pages):
        if page.page is None:
            made = add(target, ChapterPage(title=page.title), page)
            put_after(made, before)
            told(made, user, document)
            before = made
        else:
            if page.is_touched:
                redraft(page, user, document)
            before = page.page if place else None
    document.settle(target)
    return target


def refuse_locked(plan: Plan, user) -> None:
    for page in plan.pages:
        lock = page.page.get_lock() if page.page and page.is_touched else None
        if lock and lock.for_user(user):
            raise Refused(
                _(
                    "“%(page)s” is locked, or waits for an agreement: nothing was changed. Unlock "
                    "it first, then come back here."
                )
                % {"page": page.page.title}
            )


def add(parent, page, plan: PagePlan):
    page.title = plan.title[:255]
    page.translation_key, page.locale, page.live = plan.key, parent.locale, False
    page.body, page.notes = as_json(plan.body), as_json(plan.notes)
    try:
        return parent.add_child(instance=page)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def put_after(page, before) -> None:
    """A new chapter stands where the document has it; the first one before all others."""
    parent = page.get_parent()
    page.refresh_from_db()
    if before is not None:
        before.refresh_from_db(fields=["path", "depth", "numchild"])
        page.move(before, pos="right")
    elif parent.get_first_child().pk != page.pk:
        page.move(parent.get_first_child(), pos="left")
    page.refresh_from_db(fields=["path", "depth", "numchild", "url_path"])


def redraft(plan: PagePlan, user, document) -> None:
    page = plan.page
    page.title = plan.title[:255]
    page.body, page.notes = as_json(plan.body), as_json(plan.notes)
    if not page.live:
        page.save()
    told(page, user, document)


def told(page, user, document) -> None:
    """A revision in the name of whoever pressed the button."""
    revision = page.save_revision(user=user, changed=True)
    log(
        instance=page,
        action="publications.intake",
        user=user,
        revision=revision,
        data={"file": document.name},
    )


def in_library(document: ImportedDocument, title: str, user) -> dict[str, int]:
    """Pictures of the document in the library, each once: the same file is not added again."""
    found = {}
    model = get_image_model()
    described = {piece.picture: piece for piece in document.was_read.pieces if piece.picture}
    for name, data in pictures_of(document).items():
        same = model.objects.filter(file_hash=hash_filelike(io.BytesIO(data))).first()
        if same is None:
            same = model.objects.create(
                title=picture_title(described.get(name), title, name),
                file=ImageFile(io.BytesIO(data), name=name),
                collection=Collection.get_first_root_node(),
                uploaded_by_user=user,
            )
        found[name] = same.pk
    return found


def picture_title(piece, title: str, name: str) -> str:
    words = piece and (piece.title or piece.description)
    return Truncator(words or f"{title}, {name}").chars(200)


def draft_recommendations(document, plan: Plan, publication, user) -> None:
    """A draft of the ledger for each passage marked as one: its exact place is known already."""
    marked = {
        piece.key: piece
        for piece in decided(document.was_read, document.decided)
        if piece.kind == Kind.RECOMMENDATION and not piece.recommendation
    }
    pages = [publication, *ChapterPage.objects.child_of(publication).order_by("path")]
    places = {
        piece: (page, identity)
        for page, made in zip(pages, plan.pages, strict=True)
        for piece, identity in made.places.items()
    }
    for key, piece in marked.items():
        page, identity = places.get(key, (publication, ""))
        draft = recommendation(piece, publication)
        draft.source_page = page
        draft.source_anchor = f"p-{identity.replace('-', '')[:8]}" if identity else ""
        draft.save()
        draft.save_revision(user=user)


def recommendation(piece, publication) -> Recommendation:
    words = plain(piece.text)
    language = publication.locale.language_code
    day = publication.published_on or timezone.localdate()
    title = Truncator(words).chars(190)
    return Recommendation(
        live=False,
        year=day.year,
        level=Level.NETWORK,
        origin=Origin.GROUP,
        validation=Validation.NOT_SUBMITTED,
        title_fr=title,
        title_nl=title if language == "nl" else "",
        text_fr=words if language == "fr" else "",
        text_nl=words if language == "nl" else "",
        source_note_fr=_("Made from a document: complete the level, the origin and the agreement."),
    )
