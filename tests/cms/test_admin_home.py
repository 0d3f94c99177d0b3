"""The first screen: what needs whom, and nothing that is not hers to see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms import attention, backlog, parity
from cms.attention import Found, Item, Panel
from cms.glossary import Term
from cms.roles import Code
from tests.factories.editors import (
    client_of,
    fill,
    group_page,
    publish_translation,
    rewrite,
    site_with_editors,
    start_translation,
    submit_to_committee,
    text_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return site_with_editors()


def home(site, code, language="fr"):
    client = client_of(site.users[code])
    client.cookies["django_language"] = language
    return client.get(reverse("wagtailadmin_home"))


def shown(answer):
    """Panel → titles of its items."""
    attention_panel = next(p for p in answer.context["panels"] if p.name == "attention")
    panels = attention_panel.get_context_data({"request": answer.wsgi_request})["panels"]
    return {panel.key: [item.title for item in seen.items] for panel, seen in panels}


@pytest.fixture
def at_every_stage(site, django_capture_on_commit_callbacks):
    """One original per state of its translation."""
    pages = {parity.State.MISSING: text_page(site.fr, "Manquante", "Rien encore.")}
    pages[parity.State.DRAFT] = text_page(site.fr, "Commencée", "À faire.")
    start_translation(pages[parity.State.DRAFT])
    for state, title in (
        (parity.State.IN_STEP, "À jour"),
        (parity.State.OUT_OF_DATE, "Dépassée"),
    ):
        pages[state] = text_page(site.fr, title, "Premier texte.")
        translation = start_translation(pages[state])
        fill(translation)
        with django_capture_on_commit_callbacks(execute=True):
            publish_translation(translation)
    with django_capture_on_commit_callbacks(execute=True):
        rewrite(pages[parity.State.OUT_OF_DATE], "Second texte.")
    return pages


def test_the_backlog_says_what_parity_says(site, at_every_stage):
    in_one_query = {page.pk: page.state for page in backlog.originals()}
    for state, page in at_every_stage.items():
        assert in_one_query[page.pk] == state
        twin = page.get_translations().first()
        if twin:
            assert parity.of_page(twin.specific).state == state


def test_the_most_urgent_comes_first(site, at_every_stage):
    titles = [page.title for page in backlog.behind()]
    assert titles.index("Dépassée") < titles.index("Commencée") < titles.index("Manquante")
    assert "À jour" not in titles


def test_translations_are_not_taken_for_originals(site, at_every_stage):
    dutch = Page.objects.filter(locale__language_code="nl", depth__gt=2)
    assert not backlog.originals().filter(pk__in=dutch).exists()


def test_a_complete_translation_waits_for_a_reader(site, django_capture_on_commit_callbacks):
    translation = start_translation(site.page)
    assert not backlog.ready().exists()
    fill(translation)
    assert shown(home(site, Code.COORDINATION))["ready"]
    assert "ready" not in shown(home(site, Code.TRANSLATION))
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(translation)
    assert not backlog.ready().exists()


def test_what_each_role_is_told(site, at_every_stage):
    submit_to_committee(group_page(site), site.users[Code.FACILITATION])
    Term.objects.create(term_fr="CPAS", term_nl="OCMW", definition_fr="Un service public.")
    told = {code: set(shown(home(site, code))) for code in Code if code != Code.ORGANISATION}
    assert told == {
        Code.COORDINATION: {"agreement", "translations", "terms"},
        Code.TRANSLATION: {"translations", "terms"},
        Code.FACILITATION: set(),
        Code.COMMITTEE: set(),
    }


def test_the_committee_decides_on_its_first_screen(site):
    submit_to_committee(group_page(site), site.users[Code.FACILITATION])
    assert "Seniors" in home(site, Code.COMMITTEE).content.decode()


def test_nothing_to_do_is_said(site):
    assert 'attention__panel"' not in home(site, Code.COMMITTEE).content.decode()


def test_a_panel_costs_one_query_however_much_it_finds(
    site, at_every_stage, django_assert_num_queries
):
    for number in range(20):
        text_page(site.fr, f"Page {number}", "Texte.")
    with django_assert_num_queries(1):
        seen = attention.found(backlog.behind(), lambda page: Item(page.title, "/"))
    assert seen.total >= 22
    assert seen.others == seen.total - attention.LIMIT


def test_an_app_adds_its_own_panel(site, monkeypatch):
    monkeypatch.setattr(attention, "_panels", {})
    item = Item("Une réponse attendue", "/admin/", since=timezone.now() - timedelta(days=12))
    attention.register(
        Panel("own", "Sans réponse", lambda user: Found([item], 1), permission="cms.change_term")
    )
    assert shown(home(site, Code.COORDINATION)) == {"own": ["Une réponse attendue"]}
    assert shown(home(site, Code.COMMITTEE)) == {}
    assert item.days == 12


def test_a_long_wait_is_told_by_its_date():
    assert Item("", "", since=timezone.localdate() - timedelta(days=400)).days is None
