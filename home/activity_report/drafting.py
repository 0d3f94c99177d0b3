"""Makes the draft, or brings it up to date where nobody wrote. It is never published by this."""

import hashlib
import json
import re

from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.coordination import Coordination
from publications.longform.kinds import Kind
from publications.models import ChapterPage, PublicationPage

from .chapters import written
from .gathering import period
from .records import ReportDraft

KEY_OF_EDITOR = re.compile(r' data-block-key=\\?"[^"\\]*\\?"')


@transaction.atomic
def make(index, year, user=None):
    """Below the list of publications of its language, in that language."""
    language = index.locale.language_code
    with translation.override(language):
        chapters = list(written(period(year), language))
        page = add(index, PublicationPage, user, **publication(index, year, chapters[0]))
        draft = ReportDraft(page=page, year=year, chapters={chapters[0].key: page.pk})
        for chapter in chapters[1:]:
            values = {"title": chapter.title, "body": json.dumps(chapter.blocks)}
            child = add(page, ChapterPage, user, **values)
            draft.chapters[chapter.key] = child.pk
    for pk in draft.chapters.values():
        draft.prints |= prints_of(Page.objects.get(pk=pk).specific.body)
    draft.save()
    return draft


def publication(index, year, summary):
    site = Site.objects.get(is_default_site=True)
    return {
        "title": _("Activity report %(year)s") % {"year": year},
        "kind": Kind.ACTIVITY_REPORT,
        "language": index.locale.language_code,
        "authors": Coordination.for_site(site).name.plain,
        "body": json.dumps(summary.blocks),
    }


def add(parent, model, user, **values):
    """A page that only editors see."""
    page = model(
        locale=parent.locale,
        slug=free_slug(parent, values["title"]),
        live=False,
        has_unpublished_changes=True,
        owner=user,
        **values,
    )
    parent.add_child(instance=page)
    page.save_revision(user=user)
    return page


def free_slug(parent, title):
    wanted = slugify(title)[:200]
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


# --- bringing up to date --------------------------------------------------------------------------
@transaction.atomic
def refresh(draft, user=None):
    """How many blocks changed. What somebody wrote, moved away or removed stays as it is."""
    language = draft.page.locale.language_code
    with translation.override(language):
        chapters = list(written(period(draft.year), language))
    changed, prints = 0, dict(draft.prints)
    for chapter in chapters:
        page = Page.objects.filter(pk=draft.chapters.get(chapter.key)).first()
        if page is None:
            continue  # somebody did not want this chapter
        page = page.specific.get_latest_revision_as_object()
        fresh = prints_of(page.body.stream_block.to_python(chapter.blocks))
        after, taken = merged(raw(page.body), chapter.blocks, prints, prints_of(page.body), fresh)
        if taken:
            page.body = json.dumps(after)
            page.save_revision(user=user)
            prints |= {block: fresh[block] for block in taken}
            changed += len(taken)
    draft.prints, draft.made_at = prints, timezone.now()
    draft.save()
    return changed


def merged(before, blocks, then, now, fresh):
    """The body with its untouched blocks renewed; and which blocks were.

    Fingerprints tell: as the site wrote it `then`, as it is `now`, as it would be written `fresh`.
    A block written for the first time comes after the one that precedes it in the new text.
    """
    new = {block["id"]: block for block in blocks}
    taken = [
        key for key in new if key in now and then.get(key) == now[key] and fresh[key] != now[key]
    ]
    after = [new[block["id"]] if block["id"] in taken else block for block in before]
    previous = None
    for block in blocks:
        if block["id"] not in then and block["id"] not in now:
            places = [place for place, one in enumerate(after) if one["id"] == previous]
            after.insert(places[0] + 1 if places else 0, block)
            taken.append(block["id"])
        previous = block["id"]
    return after, taken


def raw(body):
    return [dict(block) for block in body.raw_data]


def prints_of(stream):
    """Read as the editor reads it, whatever way it was saved."""
    return {
        child.id: fingerprint(child.block_type, child.block.get_prep_value(child.value))
        for child in stream
    }


def fingerprint(kind, value):
    """Of the words alone: an editor gives each paragraph a key of its own."""
    text = json.dumps([kind, plain(value)], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(KEY_OF_EDITOR.sub("", text).encode()).hexdigest()[:32]


def plain(value):
    """Without identities, and numbers as they are read: 6 and 6.0 are the same."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if value is None or isinstance(value, bool):
        return value
    return str(value).strip()
