"""Publications in chapters, and their translations as a translator would make them."""

import datetime as dt

from home.translating import translate_page
from publications.longform.kinds import ItemKind, Kind, Part
from publications.models import ChapterPage, ProgrammeItem, Speaker

from .cms import add_page
from .publications import publication


def chapter(parent, title, **fields):
    return add_page(parent, ChapterPage, title=title, **fields)


def in_dutch(page, title):
    page.save_revision().publish()
    return translate_page(page, type(page)(title=title, slug=f"{page.slug}-nl"))


def colloquium(index, **fields):
    page = publication(
        index,
        "Actes",
        kind=Kind.PROCEEDINGS,
        event_on=dt.date(2015, 3, 26),
        event_place_fr="Maison des arts",
        event_place_nl="Huis der kunsten",
        **fields,
    )
    opening = ProgrammeItem(
        kind=ItemKind.OPENING,
        starts_at=dt.time(9, 30),
        title_fr="Accueil",
        title_nl="Onthaal",
        sort_order=1,
    )
    opening.speakers.add(Speaker(name="Une oratrice", role_fr="échevine", role_nl="schepen"))
    workshop = ProgrammeItem(kind=ItemKind.WORKSHOP, title_fr="Atelier logement", sort_order=2)
    workshop.speakers.add(Speaker(part=Part.FACILITATOR, role_fr="animatrice de rue"))
    workshop.speakers.add(Speaker(part=Part.REPORTER, role_fr="juriste", sort_order=2))
    page.programme.add(opening, workshop)
    page.save()
    return page
