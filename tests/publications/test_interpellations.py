"""The page of an interpellation: its story, what hangs on it, few questions of the database."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Site

from home.translating import translate_page
from publications.models import (
    AnswerFile,
    Assessment,
    Demand,
    FollowUp,
    InterpellationDocument,
    InterpellationPage,
    Milestone,
    SeeAlso,
)
from tests.factories.cms import DocumentFactory
from tests.factories.editors import front_pages
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    RecommendationFactory,
    SendingFactory,
    SignatoryFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
ON = date(2015, 3, 18)


@pytest.fixture
def index():
    french, _dutch = front_pages()
    page = interpellation_index(french)
    page.save_revision().publish()
    translate_page(page, type(page)(title="Interpellaties", slug="gevraagd"))
    return page


def tell_everything(page, times):
    """All that a page can show, so many times over."""
    for number in range(times):
        demand = RecommendationFactory(title_fr=f"Demande {page.pk}-{number}")
        Demand.objects.create(page=page, recommendation=demand, sort_order=number)
        authority = AuthorityFactory()
        sending = SendingFactory(
            recommendation=None, interpellation=page, authority=authority, sent_on=ON
        )
        answer = AnswerFactory(sending=sending, text="Wij openen het loket.", text_language="nl")
        AnswerFile.objects.create(answer=answer, document=DocumentFactory(), sort_order=0)
        FollowUp.objects.create(
            recommendation=demand,
            assessed_on=ON,
            implementation="done",
            assessed_by="coordination",
            evidence_fr="Constaté sur place",
        )
        Assessment.objects.create(
            recommendation=demand,
            made_on=ON,
            verdict="partly",
            opinion_fr="Trop peu",
            replied_by=authority,
            replied_on=ON,
            reply_fr="Nous ferons plus",
        )
        Milestone.objects.create(
            interpellation=page,
            happened_on=ON,
            kind="heard",
            authority=authority,
            note_fr="Entendus par le collège",
            document=DocumentFactory(title="Compte rendu"),
        )
        InterpellationDocument.objects.create(
            page=page, document=DocumentFactory(title="La lettre"), sort_order=number
        )
        other = interpellation(page.get_parent(), f"Voisine {page.pk}-{number}")
        SeeAlso.objects.create(page=page, other=other, sort_order=number)
        SignatoryFactory(interpellation=page, organisation__name_fr=f"Signe {number}")


def both(index, title, times):
    page = interpellation(index, title, adopted_on=ON, spokesperson="La coordination")
    page.save_revision().publish()
    values = InterpellationPage(title=f"{title} nl", slug=f"nl-{times}", spokesperson="De rest")
    dutch = translate_page(page, values)
    tell_everything(page, times)
    return page, dutch


def test_it_tells_everything_in_both_languages_in_twelve_questions(
    index, django_assert_max_num_queries
):
    pages = [*both(index, "Une", 1), *both(index, "Dix", 10)]
    for page in pages:
        Client().get(page.url)  # kinds of records are known to a server that runs
    for page in pages:
        cache.clear()
        Site.clear_site_root_paths_cache()
        with django_assert_max_num_queries(12):
            html = Client().get(page.url).content.decode()
        for words in (
            "Wij openen het loket.",
            "Constaté sur place",
            "Trop peu",
            "Nous ferons plus",
            "Entendus par le collège",
            "Compte rendu",
            "La lettre",
            "Voisine",
            "Signe 0",
            page.spokesperson,
        ):
            assert words in html, words
        assert html.count('lang="nl-BE">') or page.locale.language_code == "nl"
        assert len(html) < 60 * 1024


def test_each_event_has_its_anchor(index):
    page, dutch = both(index, "Une", 1)
    anchors = []
    for one in (page, dutch):
        events = Client().get(one.url).context["case"].events
        anchors.append([event.anchor for event in events])
        assert len(set(anchors[-1])) == len(events) == 5
    assert anchors[0] == anchors[1]


def test_what_is_still_to_come_is_not_told(index):
    page, _dutch = both(index, "Une", 1)
    for model in (Milestone, FollowUp, Assessment):
        day = {Milestone: "happened_on", FollowUp: "assessed_on", Assessment: "made_on"}[model]
        model.objects.update(**{day: date(2999, 1, 1)})
    context = Client().get(page.url).context
    assert {event.kind for event in context["case"].events} == {"adopted", "sending", "answer"}
    assert context["assessments"] == []


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["Ouverte", "Répondue", "En attente"]),
        ("state=open", ["Ouverte"]),
        ("state=answered", ["Répondue"]),
        ("state=not-sent", ["En attente"]),
        ("year=2014", ["Ouverte"]),
        ("authority=commune", ["Répondue"]),
        ("state=wrong&year=x&authority=%00", None),
    ],
)
def test_the_list_puts_what_waits_first_and_can_be_narrowed(index, asked, titles):
    opened = interpellation(index, "Ouverte", adopted_on=date(2014, 5, 1))
    answered = interpellation(index, "Répondue", adopted_on=ON)
    interpellation(index, "En attente", adopted_on=ON)
    SendingFactory(recommendation=None, interpellation=opened)
    AnswerFactory(
        sending__recommendation=None,
        sending__interpellation=answered,
        sending__authority__slug="commune",
    )
    response = Client().get(f"{index.url}?{asked}")
    if titles is None:
        assert response.status_code in (200, 400)
        return
    assert [line.page.title for line in response.context["page_obj"]] == titles
