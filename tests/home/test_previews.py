"""What an editor sees before publishing: the draft itself, rows of no table included."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.utils import translation
from wagtail.models import Page

from directory.models import Organisation, Service
from groups.models import GroupIndexPage, GroupPage, Participation, Phase
from groups.phases import Stage
from home.models import AgendaPage, EventPage, FrontPage, NewsIndexPage, NewsPage
from publications.models import (
    ChapterPage,
    Demand,
    InterpellationIndexPage,
    InterpellationPage,
    PublicationIndexPage,
    PublicationPage,
)
from tests.factories.cms import ImageFactory
from tests.factories.directory import MunicipalityFactory, PlaceFactory
from tests.factories.home import index, site, translated
from tests.factories.publications import OrganisationFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
ROWS = ("phases", "participations", "demands")
BODY = [{"type": "paragraph", "value": "<p>Texte du brouillon.</p>"}]
INDEXES = {
    model: uuid4() for model in (GroupIndexPage, InterpellationIndexPage, PublicationIndexPage)
}


@pytest.fixture(autouse=True)
def pages():
    site()
    for code in ("fr", "nl"):
        front = index(FrontPage, code)
        for model, key in INDEXES.items():
            page = model(title=model.__name__, locale=front.locale, translation_key=key)
            front.add_child(instance=page)


def group():
    page = GroupPage(title="Nouveau groupe", body=BODY)
    page.phases = [Phase(stage=Stage.ACTIVE, started_on=date(2015, 1, 1), reason_fr="Dès demain")]
    page.participations = [
        Participation(
            organisation=OrganisationFactory(name_fr="Participante asbl"),
            shown_since=date(2015, 1, 1),
        ),
        Participation(organisation=OrganisationFactory(name_fr="Discrète asbl")),
    ]
    return page


def interpellation():
    page = InterpellationPage(title="Nouvelle demande", adopted_on=date(2015, 1, 1), findings=BODY)
    page.demands = [
        Demand(recommendation=RecommendationFactory(title_fr="Ouvrir un guichet")),
        Demand(recommendation=RecommendationFactory(title_fr="Encore secrète", live=False)),
    ]
    return page


def publication():
    cover = ImageFactory()
    return PublicationPage(title="Nouveau rapport", kind="research", body=BODY, cover=cover)


def news():
    return NewsPage(title="Nouvelle du jour", body=BODY)


def event():
    return EventPage(title="Nouvelle date", start=datetime(2026, 12, 3, tzinfo=UTC), body=BODY)


DRAFTS = {
    group: (GroupIndexPage, {"Dès demain", "Participante asbl"}),
    interpellation: (InterpellationIndexPage, {"Ouvrir un guichet"}),
    publication: (PublicationIndexPage, set()),
    news: (NewsIndexPage, set()),
    event: (AgendaPage, set()),
}


def preview(page):
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    if hasattr(response, "render"):
        response.render()
    assert response.status_code == 200
    return response.content.decode()


def draft_of(make, code):
    page, parent = make(), index(DRAFTS[make][0], code)
    page.locale = parent.locale
    return page, parent


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("make", DRAFTS)
def test_a_page_that_was_never_saved(make, code):
    page, parent = draft_of(make, code)
    # As Wagtail does for its form of a new page.
    page.set_url_path(parent)
    page.depth, page.path = parent.depth + 1, Page._get_children_path_interval(parent.path)[1]
    html = preview(page)
    for words in {page.title, "Texte du brouillon", *DRAFTS[make][1]}:
        assert words in html
    assert "Discrète" not in html
    assert "secrète" not in html


@pytest.mark.parametrize("code", ["fr", "nl"])
@pytest.mark.parametrize("make", DRAFTS)
def test_the_draft_of_a_public_page(client, make, code):
    page, parent = draft_of(make, code)
    drafted = {name: list(getattr(page, name).all()) for name in ROWS if hasattr(page, name)}
    for name in drafted:
        setattr(page, name, [])
    page.title = "En public"
    parent.add_child(instance=page)
    draft = type(page).objects.get(pk=page.pk)
    draft.title = "En chantier"
    for name, rows in drafted.items():
        setattr(draft, name, rows)
    html = preview(draft.save_revision().as_object())
    for words in {"En chantier", *DRAFTS[make][1]}:
        assert words in html
    assert "Discrète" not in html
    public = client.get(page.url).content.decode()
    assert not [words for words in DRAFTS[make][1] if words in public]


@pytest.mark.parametrize("make", [group, interpellation])
def test_the_draft_of_a_translation_tells_what_its_original_tells(make):
    page, parent = draft_of(make, "fr")
    parent.add_child(instance=page)
    page.save_revision().publish()
    body = {
        name: [{"type": "paragraph", "id": block.id, "value": "<p>Tekst.</p>"} for block in stream]
        for name in ("body", "findings")
        if (stream := getattr(page, name, None))
    }
    dutch = translated(page, title="Nieuw", **body)
    html = preview(dutch.save_revision().as_object())
    for words in DRAFTS[make][1]:
        assert words in html


def test_a_chapter_of_a_draft():
    page, parent = draft_of(publication, "fr")
    parent.add_child(instance=page)
    chapter = page.add_child(instance=ChapterPage(title="Un", locale=page.locale, live=False))
    assert "Un" in preview(chapter.save_revision().as_object())


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_an_organisation(code):
    entry = Organisation(name_fr="Pas encore", name_nl="Nog niet", phone="+3220000001")
    entry.services = [Service(name_fr="Permanence", name_nl="Zitdag", walk_in=True)]
    entry.places = [PlaceFactory.build(organisation=entry, municipality=MunicipalityFactory())]
    assert "Pas encore" in preview(entry)  # without an address, in the language of the site
    entry.save()
    entry.services = [Service(name_fr="Nouveauté", name_nl="Nieuwigheid", walk_in=True)]
    with translation.override(code):
        html = preview(entry.save_revision().as_object())
    for words in {"fr": ("Pas encore", "Nouveauté"), "nl": ("Nog niet", "Nieuwigheid")}[code]:
        assert words in html
