"""The demonstration once loaded: whole, honest about its translations, and never insistent."""

from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms import parity
from cms.coordination import Coordination
from cms.glossary import Term
from cms.media import SiteImage
from directory.organisations import Organisation
from groups.models import GroupPage
from home.demo.accounts import ACCOUNTS
from home.demo.files import Translation, read_all
from home.demo.library import identity_of_page
from home.models import EventPage, NewsPage, ResourceLink, StandardPage

from . import crawler

pytestmark = pytest.mark.xdist_group("site")

ENTRIES = {entry.key: entry for entry in read_all(settings.BASE_DIR / "demo" / "pages")}
COUNTED = (Page, Revision, Term, ResourceLink, SiteImage, Organisation, get_user_model())


def load(**options):
    out = StringIO()
    call_command("load_demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module", autouse=True)
def _accounts(demo, django_db_blocker):
    """The content is there (conftest.py); the accounts have to be asked for."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(with_accounts=True)
        yield
        transaction.set_rollback(True)


def page(key, language="fr"):
    found = Page.objects.get(translation_key=identity_of_page(key), locale__language_code=language)
    return found.specific


def counts():
    return {model: model.objects.count() for model in COUNTED}


# --- everything can be read -----------------------------------------------------------------------
@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.name)
def test_every_public_address_answers_to_each_role(account):
    """Logged out, test_crawl.py has asked for them already."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=account.name))
    addresses = crawler.all_addresses()
    wrong = {}
    for address in addresses:
        if (status := client.get(address).status_code) != 200:
            wrong[address] = status
    assert not wrong
    assert {address.split("/")[1] for address in addresses} == {"fr", "nl"}
    assert len(addresses) > 300


def test_every_page_of_the_demonstration_is_public_except_those_in_preparation():
    made = {identity_of_page(key): one for key, one in ENTRIES.items() if not one.fills}
    public = Page.objects.live().public().filter(translation_key__in=made)
    expected = {key for key, one in made.items() if not one.in_preparation}
    assert expected == set(public.values_list("translation_key", flat=True))
    assert expected < made.keys()


def test_what_is_in_preparation_waits_for_the_committee_and_no_reader_sees_it():
    drafts = [key for key, entry in ENTRIES.items() if entry.in_preparation]
    for draft in (page(key, ENTRIES[key].original) for key in drafts):
        assert draft.get_workflow() is not None
        assert draft.has_unpublished_changes
        assert crawler.get(draft.get_url()).status == 404


def test_accounts_see_the_admin_in_their_language():
    for account in ACCOUNTS:
        user = get_user_model().objects.get(username=account.name)
        assert user.check_password(account.name)
        assert user.wagtail_userprofile.preferred_language == account.language


def test_the_agenda_has_something_to_come_in_both_languages():
    for language in ("fr", "nl"):
        coming = EventPage.objects.written_in(language).coming(timezone.localdate())
        assert coming.count() >= 8


# --- states of translation ------------------------------------------------------------------------
def test_what_is_meant_to_be_translated_is_in_step():
    states = {
        key: parity.of_page(page(key, entry.translated_into)).state
        for key, entry in ENTRIES.items()
        if entry.translation is Translation.DONE and not (entry.fills or entry.in_preparation)
    }
    assert len(states) > 50
    assert set(states.values()) == {parity.State.IN_STEP}, states


@pytest.mark.parametrize("key", ["take-part", "colloquium-4-conclusions"])
def test_some_are_older_than_their_original(key):
    assert parity.of_page(page(key, "nl")).state == parity.State.OUT_OF_DATE
    assert len(page(key).body) > len(page(key, "nl").body)


@pytest.mark.parametrize("key", ["guide-call", "group-grocery"])
def test_some_are_drafts(key):
    assert parity.of_page(page(key, "nl")).state == parity.State.DRAFT


@pytest.mark.parametrize("key", ["network-survey", "report-2015-4-guide", "demo-french-only"])
def test_some_are_missing(key):
    assert not page(key).get_translations().exists()


def test_one_was_written_in_dutch():
    assert parity.of_page(page("without-walls", "nl")).state == parity.State.ORIGINAL
    assert parity.of_page(page("without-walls")).state == parity.State.IN_STEP


def test_tables_and_lists_are_translated():
    html = str(page("report-2015-2-encounters", "nl").body)
    assert "Geestelijke gezondheid" in html
    assert "Santé mentale" not in html


def test_both_languages_have_the_same_passages():
    for group in GroupPage.objects.filter(locale__language_code="nl"):
        french = GroupPage.objects.get(
            translation_key=group.translation_key, locale__language_code="fr"
        )
        assert [child.id for child in group.body] == [child.id for child in french.body]


def test_dates_are_those_of_the_facts():
    news = page("seniors-hearing", "nl")
    assert str(news.date) == "2015-03-30"
    assert news.first_published_at.year == news.last_published_at.year == 2015
    assert Page.objects.filter(first_published_at__gt=timezone.now()).count() == 0


def test_what_the_set_up_left_short_is_completed():
    statement = StandardPage.objects.get(slug="toegankelijkheid")
    assert "Onevenredige last" in str(statement.body)
    contact = Coordination.objects.get()
    assert contact.email
    assert contact.mission_nl


# --- once, and never over what a person did -------------------------------------------------------
def test_a_second_time_adds_nothing():
    before = counts()
    assert "nothing to add" in load(with_accounts=True)
    assert counts() == before


def test_an_edit_stays():
    charter = page("charter")
    charter.title = "Notre charte à nous"
    charter.save_revision().publish()
    Term.objects.filter(term_fr="charte").update(definition_fr="Autrement dit.")
    load()
    assert page("charter").title == "Notre charte à nous"
    assert Term.objects.get(term_fr="charte").definition_fr == "Autrement dit."


def test_what_was_deleted_does_not_come_back():
    page("savings-group").delete()
    Term.objects.get(term_fr="charte").delete()
    get_user_model().objects.get(username="admin").delete()
    load(with_accounts=True)
    key = identity_of_page("savings-group")
    assert not NewsPage.objects.filter(translation_key=key, locale__language_code="fr").exists()
    assert not Term.objects.filter(term_fr="charte").exists()
    assert not get_user_model().objects.filter(username="admin").exists()


def test_no_account_unless_asked_for():
    before = get_user_model().objects.count()
    get_user_model().objects.filter(username="admin").delete()
    out = load(with_accounts=False)
    assert get_user_model().objects.count() == before - 1
    assert "/ coordination" not in out
