"""Which files a reader may take of a page, and where."""

from dataclasses import dataclass

from . import making
from .models import Form, MadeFile, State

CITED_AS = {"bib": "BibTeX", "ris": "RIS"}


@dataclass(frozen=True)
class Offer:
    form: str
    label: str
    url: str
    size: int = 0  # 0 while it is not known


def address_of(page, form, request=None) -> str:
    return f"{(page.get_url(request) or '').rstrip('/')}.{form}"


def files_of(page, request=None) -> list[Offer]:
    """One question: the sizes of those that are made."""
    ready = MadeFile.objects.filter(page_id=page.pk, state=State.READY)
    sizes = dict(ready.values_list("form", "size"))
    return [
        Offer(form, Form(form).label, address_of(page, form, request), sizes.get(form, 0))
        for form in making.forms_of(page)
    ]


def citations_of(page, request=None) -> list[Offer]:
    return [Offer(form, label, address_of(page, form, request)) for form, label in CITED_AS.items()]
