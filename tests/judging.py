"""Files for readers before their judges (`tools/judges.py`): only where these are."""

import os

import pytest

from publications.longform.export import manuscript, pandoc_files, pdf
from publications.models import PublicationPage
from tools import judges


def present():
    """They are fetched beforehand: a run of the tests asks nothing of the net."""
    missing = [name for name in judges.JUDGES if not judges.is_here(name)]
    if missing and os.environ.get("JUDGES_REQUIRED") == "1":
        pytest.fail(f"{', '.join(missing)}: not here. Run: python tools/judges.py")
    if missing:
        pytest.skip("takes Java and 60 MB: run `python tools/judges.py` once to have files judged")


def sound(pages, folder):
    """Each page as a PDF, each publication as a book too."""
    printed, books = [], []
    for page in pages:
        read = manuscript.of_page(page)
        printed.append(folder / f"{page.pk}.pdf")
        printed[-1].write_bytes(pdf.make(read))
        if isinstance(page, PublicationPage):
            books.append(folder / f"{page.pk}.epub")
            books[-1].write_bytes(pandoc_files.epub(read))
    assert judges.judge_pdf(*printed) == ""
    for book in books:
        assert judges.judge_epub(book) == ""
