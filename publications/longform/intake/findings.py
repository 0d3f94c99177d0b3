"""What each finding says to a person: what was seen, and what to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .pieces import Status


@dataclass(frozen=True)
class Words:
    label: str | Promise
    advice: str | Promise = ""


WORDS = {
    # --- any document ---------------------------------------------------------------------------
    "title": Words(_("Title of the document"), _("It becomes the title of the publication.")),
    "level": Words(
        _("A level of headings was skipped"),
        _("The heading was brought under the one above it. Choose another level if it is wrong."),
    ),
    "proposition": Words(
        _("Numbered proposition"), _("It keeps the number it has: nothing will renumber it.")
    ),
    "testimony": Words(
        _("It looks like a dialogue with role codes"),
        _("Check who speaks: a code for a role, never a name."),
    ),
    "bold_line": Words(
        _("A short line in bold: a heading?"), _("Mark it as a heading, or leave it as a text.")
    ),
    "jump": Words(
        _("The numbering jumps"),
        _("A number or a heading may have been lost. The numbers stay as they are typed."),
    ),
    "guillemets": Words(
        _("Quotation marks without their other half"), _("Add or remove the one that is missing.")
    ),
    "ibid": Words(
        _("A note that refers to the one before (ibid., op. cit.)"),
        _("It becomes wrong when a note is added. Write the reference in full."),
    ),
    # --- files ----------------------------------------------------------------------------------
    "formula": Words(_("A formula"), _("Only its characters were kept: check how it reads.")),
    "struck": Words(
        _("Words that were struck through"), _("They were kept. Leave them out if they are gone.")
    ),
    "plain_underline": Words(
        _("Underlining was left out"), _("On a page, what is underlined looks like a link.")
    ),
    "plain_smallcaps": Words(_("Small capitals became ordinary letters")),
    "link_lost": Words(
        _("A link that leads nowhere from a website"),
        _("Its words were kept. Add the right address if there is one."),
    ),
    "note_twice": Words(_("The same note is called twice"), _("It is kept once, with two calls.")),
    "note_empty": Words(_("An empty note"), _("Write its text, or remove its call.")),
    "raw": Words(_("Code was left out")),
    "long_heading": Words(
        _("A heading longer than 250 characters"),
        _("It was kept as a text in bold. Shorten it and mark it as a heading."),
    ),
    "deep_heading": Words(_("A heading deeper than level 5"), _("It became level 5.")),
    "link_in_heading": Words(
        _("A link in a heading"), _("Headings hold no links: put it in the text that follows.")
    ),
    "plain_heading": Words(_("Bold or italic in a heading was left out")),
    "note_of_heading": Words(
        _("A note called by a heading"), _("The text that follows calls it now.")
    ),
    "contents_dropped": Words(
        _("A line of the table of contents was left out"), _("The site makes its own.")
    ),
    "list_from": Words(
        _("A list that does not begin at 1"),
        _("Each item became a proposition that keeps its number."),
    ),
    "rich_quotation": Words(
        _("A quotation with notes, links or emphasis"),
        _(
            "It was kept as a text, so that nothing of it is lost. Mark it as a quotation if "
            "words alone are enough."
        ),
    ),
    "picture_refused": Words(
        _("A picture of a kind that websites do not show"),
        _("Add it to the page as PNG or JPEG."),
    ),
    "picture_elsewhere": Words(
        _("A picture that is not inside the document"),
        _("Nothing was fetched from outside. Add it to the page from the library."),
    ),
    "no_description": Words(
        _("A picture without a description"),
        _("Say what it shows, for those who do not see it."),
    ),
    "merged_cells": Words(
        _("A table with merged cells"),
        _("Each text stands in the first of its cells. Check that the table can still be read."),
    ),
    "no_caption": Words(_("A table without a caption"), _("Say what it shows, where and when.")),
    "table_in_table": Words(
        _("A table inside a table"), _("It became a table of its own, below the other one.")
    ),
    "table_lifted": Words(_("A table inside a list or a note"), _("It became a table of its own.")),
    "first_row": Words(
        _("The first row was taken as names of the columns"), _("Change them if they are not.")
    ),
    "no_column_names": Words(_("A table without names of columns"), _("Give each column a name.")),
    "tracked_changes": Words(
        _("The document has tracked changes"),
        _("They were read as accepted. Check that nobody is still discussing them."),
    ),
    "comments": Words(_("Comments in the margin were left out")),
    "text_boxes": Words(
        _("The document has text boxes"), _("Check that their texts came in, and at their place.")
    ),
    "headers_footers": Words(_("Heads and feet of pages were left out")),
    # --- texts copied from a PDF ----------------------------------------------------------------
    "ligatures": Words(_("Letters that the PDF had tied together were written apart")),
    "torn_letters": Words(_("Words that the PDF had torn after fi or fl were mended")),
    "stars": Words(_("Stars became bold or italic")),
    "contents_list": Words(
        _("The table of contents was left out"),
        _("The site makes its own. It served to recognise the headings."),
    ),
    "page_numbers": Words(_("Page numbers were left out")),
    "running_heads": Words(_("Heads and feet of pages were left out")),
    "joined_words": Words(_("Words cut at the end of a line were joined")),
    "kept_hyphens": Words(_("Hyphens at the end of a line that belong to the word were kept")),
    "doubtful_word": Words(
        _("A word cut at the end of a line: with or without its hyphen?"),
        _("It was joined. Mend it if the hyphen belongs to it."),
    ),
    "cut_by_page": Words(
        _("A passage that a page or a column had cut was joined"),
    ),
    "cut_unsure": Words(
        _("A passage joined over an empty line"), _("Check that it is one sentence.")
    ),
    "moved_title": Words(
        _("A title found at the end of its page"),
        _("In this file titles come after their text: it was moved to the top of its page."),
    ),
    "guessed_heading": Words(
        _("A short line: a heading?"), _("It was made a heading. Mark it as a text if it is none.")
    ),
    "broken_heading": Words(
        _("A heading on several lines"),
        _("Its lines were joined. Check that they are one heading."),
    ),
    "headings_made": Words(
        _("Headings were recognised by their look"), _("Check their levels in the outline.")
    ),
    "announced_headings": Words(
        _("Headings were recognised"),
        _("Those of the table of contents are certain, the others were known by their look."),
    ),
    "title_not_found": Words(
        _("A heading of the table of contents that is not in the text"),
        _("Its words may be spelt otherwise, or be lost."),
    ),
    "speaker": Words(
        _("Somebody speaks here"), _("Check the name or the function; add the role that day.")
    ),
    "signature": Words(
        _("A name at the end of a text: a signature?"),
        _("It was kept as a text. Mark it as a heading, or leave it out."),
    ),
    "list_made": Words(_("A list")),
    "lines_as_list": Words(
        _("Short lines under one another became a list"),
        _("Mark it as a text if it is a sentence."),
    ),
    "numbered_apart": Words(
        _("A number that does not follow 1, 2, 3"),
        _("It became a proposition that keeps its number."),
    ),
    "tabs": Words(
        _("Columns were recognised by their tabs"),
        _("Give the table a caption and its columns names, or mark it as a list."),
    ),
    "notes_found": Words(_("Footnotes were found with their calls")),
    "call_lost": Words(
        _("A footnote without its call"),
        _("It is called at the end of the text before it. Move the call to its place."),
    ),
    "note_lost": Words(
        _("The call of a note whose text was not found"),
        _("Add the note on the page, or remove the number."),
    ),
}

STATUS_LABELS = {
    Status.UNCERTAIN: _("Uncertain"),
    Status.CHANGED: _("Changed"),
    Status.KEPT: _("Kept"),
}
COUNT_LABELS = {
    "headings": _("headings"),
    "paragraphs": _("texts"),
    "lists": _("lists"),
    "items": _("items of lists"),
    "tables": _("tables"),
    "notes": _("calls of notes"),
    "links": _("links"),
    "emphasis": _("words in bold or italic"),
}


def words(code: str) -> Words:
    return WORDS.get(code, Words(code))
