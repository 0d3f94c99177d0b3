import pytest
from django.utils import timezone

from home.blocks import FrontBlock
from home.models import FrontPage
from tests.factories.home import event, index, news, site, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages():
    site()


def html(client, code="fr"):
    response = client.get(f"/{code}/")
    assert response.status_code == 200
    return response.content.decode()


def arrange(*blocks):
    front = index(FrontPage)
    front.body = [{"type": kind, "value": value} for kind, value in blocks]
    front.save_revision().publish()


def test_the_question_is_asked_in_both_languages(client):
    page = html(client)
    assert page.count("<h1") == 1
    assert "Qui peut aider ?</h1>" in page
    assert 'lang="nl-BE"><a href="/nl/" hreflang="nl-BE">Wie kan helpen?</a>' in page


def test_a_need_leads_to_a_search_in_the_words_of_its_language(client):
    assert "?q=loyer" in html(client)
    assert "?q=huur" in html(client, "nl")


def test_what_comes_and_what_is_new(client):
    soon = timezone.now() + timezone.timedelta(days=2)
    event(title="Bientôt", start=soon, end=None)
    event(title="Annulée", start=soon, end=None, cancelled=True)
    both = news(title="Une nouvelle", lead="En bref.")
    translated(both, title="Een bericht", lead="Kort.")
    page = html(client)
    assert "Bientôt" in page
    assert 'data-state="abandoned"' in page
    assert "Une nouvelle" in page
    dutch = html(client, "nl")
    assert "Een bericht" in dutch
    assert "Une nouvelle" not in dutch
    assert 'hreflang="fr-BE" lang="fr-BE">Bientôt</a>' in dutch


def test_a_list_shows_as_many_as_asked_for(client):
    arrange(("news", {"title": "Du neuf", "count": 2}))
    for number in range(3):
        news(title=f"Nouvelle {number}")
    page = html(client)
    assert "Du neuf</h2>" in page
    assert page.count("Nouvelle ") == 2


def test_empty_lists_say_where_to_go_instead(client):
    page = html(client)
    assert page.count('class="empty"') == 5
    assert "/fr/agenda/?when=past" in page


def test_without_a_single_block_there_is_still_a_page(client):
    arrange()
    assert "Qui peut aider ?</h1>" in html(client)


def test_an_odd_list_stands_alone_across_the_page(client):
    arrange(*[(kind, {"title": "", "count": 4}) for kind in ("dates", "news", "groups")])
    assert html(client).count("grid--wide") == 1


@pytest.mark.parametrize("name", FrontBlock.base_blocks)
def test_each_block_can_be_shown_to_an_editor_who_chooses(name):
    block = FrontBlock.base_blocks[name]
    context = block.get_preview_context(block.get_preview_value())
    assert block.render(block.get_preview_value(), context)
    assert block.meta.description
