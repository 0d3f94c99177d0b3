"""A draft page of what a member wrote. Her text is text: whatever looks like markup is shown, and
does nothing. Where she gave both languages, the other one is filed where translators find it.
"""

import re
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.rich_text import RichText

from cms import languages

from ..agenda import AgendaPage, EventPage
from ..news import NewsIndexPage, NewsPage
from ..translating import TranslationMismatch, translate_page
from .records import Kind, Proposal

PARENTS = {Kind.NEWS: NewsIndexPage, Kind.EVENT: AgendaPage}
BLOCK = uuid.UUID("0d5f7f0e-3f4b-5c61-9a4e-7f7c0f1c2a10")


def parent_for(proposal):
    """The list it will stand in; None if an editor has not made it."""
    found = PARENTS[proposal.kind].objects.filter(locale__language_code=proposal.language)
    return found.first()


def draft(proposal: Proposal, parent, user):
    """The page is in nobody's sight before somebody publishes it."""
    page = build(proposal, proposal.title, proposal.text)
    page.locale, page.live, page.owner = parent.locale, False, user
    if not slugify(page.title):
        page.slug = f"{proposal.kind}-{proposal.pk}"
    parent.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    if proposal.other_title:
        file_other_language(proposal, page)
    return page


def build(proposal, title, text):
    if proposal.kind == Kind.NEWS:
        page = NewsPage(title=title, organisation=proposal.organisation)
    else:
        organisation = proposal.organisation
        page = EventPage(title=title, start=proposal.start, end=proposal.end)
        setattr(page, f"place_{proposal.language}", proposal.place)
        for code in languages.CODES:
            setattr(page, f"organiser_{code}", getattr(organisation, f"name_{code}")[:150])
    page.body = [("paragraph", RichText(part)) for part in parts(text, proposal.link)]
    for number, block in enumerate(page.body):
        block.id = str(uuid.uuid5(BLOCK, f"{proposal.pk}.{number}"))
    return page


def parts(text, link):
    """One paragraph for each that she wrote, then the page that says more."""
    found = [line.strip() for line in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    html = [f"<p>{'<br/>'.join(escape(one).splitlines())}</p>" for one in found if one]
    if link:
        html.append(f'<p><a href="{escape(link)}">{escape(link)}</a></p>')
    return html


def file_other_language(proposal, page):
    """Only if it says the same in as many paragraphs; else it stays beside the proposal."""
    other = build(proposal, proposal.other_title, proposal.other_text)
    other.locale = page.locale
    try:
        with transaction.atomic():
            translate_page(page, other, publish=False)
    except (TranslationMismatch, ValidationError):
        return False
    return True
