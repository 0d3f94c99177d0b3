"""The digest: who gets it, what it tells, and that it tells nothing that is not public."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from cms.roles import Code, ensure_roles
from cms.subscriptions import links
from cms.subscriptions.models import Subscriber, Subscription
from directory.models import Organisation
from home.digest.cadence import Voice
from home.digest.editions import Editions
from home.digest.gathering import Section, gather, told
from home.digest.records import Digest
from tests.factories.directory import OrganisationFactory
from tests.factories.editors import client_of, editor
from tests.factories.home import event, news, site, translated

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()
    site()
    ensure_roles()


@pytest.fixture
def digest():
    return Digest.objects.create(cadence="monthly", since=SINCE, until=UNTIL)


def subscriber(email="lectrice@example.org", topic="digest:monthly-fr", language="fr"):
    known, _new = Subscriber.objects.get_or_create(email=email, defaults={"language": language})
    subscription = Subscription.objects.create(subscriber=known, topic=topic)
    subscription.confirm()
    return subscription


def titles(digest, language="fr"):
    return [line.title.plain for line in gather(digest, language)]


# --- what it tells --------------------------------------------------------------------------------
def test_it_gathers_what_is_of_the_period(digest):
    news(title="Dedans", date=date(2026, 3, 31))
    news(title="Avant", date=date(2026, 2, 28))
    news(title="Après", date=date(2026, 4, 1))
    inside = OrganisationFactory(name_fr="Nouvelle maison")
    outside = OrganisationFactory(name_fr="Vieille maison")
    moment = datetime(2026, 3, 31, 21, 59, tzinfo=UTC)  # before midnight in Brussels
    Organisation.objects.filter(pk=inside.pk).update(first_published_at=moment)
    later = moment + timedelta(minutes=1)
    Organisation.objects.filter(pk=outside.pk).update(first_published_at=later)
    assert titles(digest) == ["Dedans", "Nouvelle maison"]


def test_it_tells_coming_dates_not_those_that_were():
    today = timezone.localdate()
    digest = Digest.objects.create(
        cadence="weekly", since=today - timedelta(7), until=today - timedelta(1)
    )
    for title, days in (("Hier", -1), ("Bientôt", 5), ("Dans longtemps", 200)):
        event(title=title, start=timezone.now() + timedelta(days), end=None)
    event(title="Annulée", start=timezone.now() + timedelta(3), end=None, cancelled=True)
    assert titles(digest) == ["Bientôt"]


def test_nothing_that_is_not_public(digest):
    news(title="Brouillon", date=SINCE).unpublish()
    private = news(title="Privée", date=SINCE)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    gone = news(title="Expirée", date=SINCE)
    type(gone).objects.filter(pk=gone.pk).update(expire_at=timezone.now())
    hidden = OrganisationFactory(live=False)
    moment = datetime(2026, 3, 10, tzinfo=UTC)
    Organisation.objects.filter(pk=hidden.pk).update(first_published_at=moment)
    assert titles(digest) == []
    kept = news(title="Retirée après la composition", date=SINCE)
    digest.chosen = [line.key for line in gather(digest, "fr")]
    kept.unpublish()
    assert told(digest, "fr") == []


def test_each_language_in_its_words_and_a_missing_one_marked(digest):
    both = news(title="En français", date=SINCE)
    translated(both, title="In het Nederlands", lead="Kort.")
    news(title="Seulement en français", date=UNTIL)
    keys = [[line.key for line in gather(digest, code)] for code in ("fr", "nl")]
    assert keys[0] == keys[1]
    _subject, plain, html = Editions(digest).render(Voice.DUTCH, "s", "m")
    assert "In het Nederlands" in plain
    assert "Seulement en français (FR)" in plain
    assert 'lang="fr-BE"' in html
    _subject, plain, html = Editions(digest).render(Voice.BOTH, "s", "m")
    assert plain.index("En français") < plain.index("In het Nederlands")
    assert {'lang="fr-BE"', 'lang="nl-BE"'} <= set(re.findall(r'lang="\w\w-BE"', html))


def test_the_chosen_ones_in_the_chosen_order(digest):
    for number in range(3):
        news(title=f"Numéro {number}", date=SINCE)
    keys = {line.title.plain: line.key for line in gather(digest, "fr")}
    digest.chosen = [keys["Numéro 0"], keys["Numéro 2"], "news:gone"]
    [(section, lines)] = told(digest, "fr")
    assert section == Section.NEWS
    assert [line.title.plain for line in lines] == ["Numéro 0", "Numéro 2"]


def test_the_letter_asks_nothing_of_anybody_and_runs_nothing(digest):
    news(title="<script>alert(1)</script>", lead="<img src=x>", date=SINCE)
    digest.intro_fr = "Bonjour <b>vous</b>"
    _subject, plain, html = Editions(digest).render(Voice.FRENCH, "s", "m")
    for tag in ("<script", "<img", "<b>", "<link", "<table", "url("):
        assert tag not in html
    assert "&lt;script&gt;" in html
    assert "<script>alert(1)</script>" in plain
    assert all(
        address.startswith("http://localhost:8000/")
        for address in re.findall(r'href="(http[^"]+)"', html)
    )
    assert html.count("<h1") == 1
    assert "Bonjour" in plain


def test_as_many_questions_for_many_lines_as_for_few(digest, django_assert_max_num_queries):
    for number in range(12):
        news(title=f"Numéro {number}", date=SINCE)
    Editions(digest).render(Voice.BOTH, "s", "m")
    with django_assert_max_num_queries(70):  # both languages of all that can be told
        Editions(digest).render(Voice.BOTH, "s", "m")


# --- who gets it ----------------------------------------------------------------------------------
def ask(client, **changes):
    values = {"email": "lectrice@example.org", "cadence": "monthly", "language": "both"}
    return client.post(reverse("digest"), values | changes)


def test_only_who_confirmed_gets_it(client, digest, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(client).status_code == 302
    assert digest.recipients() == {}
    [letter] = mail.outbox
    link = re.search(r"http://localhost:8000(/\S+)", letter.body).group(1)
    assert client.get(link).status_code == 200
    assert digest.recipients() == {}
    client.post(link)
    [(_pk, voice)] = digest.recipients().values()
    assert voice == Voice.BOTH
    assert Digest(cadence="weekly").recipients() == {}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_page_is_in_both_languages(client, language):
    with translation.override(language):
        answer = client.get(reverse("digest"))
    assert answer.status_code == 200
    assert f'lang="{language}-BE"' in answer.content.decode()


def test_the_page_costs_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert client.get(reverse("digest")).status_code == 200


@pytest.mark.parametrize("change", [{"email": "x"}, {"cadence": "hourly"}, {"language": "de"}])
def test_nonsense_subscribes_nobody(client, change):
    assert ask(client, **change).status_code == 422
    assert not Subscription.objects.exists()


@pytest.mark.parametrize("code", ["", "weekly", "weekly-de", "daily-fr", "-", "weekly-fr-x"])
def test_no_other_topic_exists(client, code):
    assert client.get(reverse("alerts:ask"), {"topic": f"digest:{code}"}).status_code == 404


def test_of_several_wishes_the_last_one_counts(digest):
    subscriber(topic="digest:monthly-fr")
    last = subscriber(topic="digest:monthly-nl")
    assert digest.recipients() == {last.subscriber_id: (last.pk, Voice.DUTCH)}


def test_one_click_stops_the_digest_and_leaves_the_alerts(client):
    subscription = subscriber()
    other = subscriber(topic="thing:one")
    address = links.stopping_one(subscription).removeprefix("http://localhost:8000")
    assert client.get(address).status_code == 302  # looking is not stopping
    client.handler.enforce_csrf_checks = True
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert list(Subscription.objects.all()) == [other]
    assert client.post(address).status_code == 200
    alone = links.stopping_one(other).removeprefix("http://localhost:8000")
    client.post(alone)
    assert not Subscriber.objects.exists()


# --- the coordinator's screens --------------------------------------------------------------------
@pytest.fixture
def desk():
    return client_of(editor(Code.COORDINATION))


def test_a_period_is_proposed_after_the_last_issue(desk):
    today = timezone.localdate()
    Digest.objects.create(cadence="weekly", since=today - timedelta(9), until=today - timedelta(4))
    forms = desk.get(reverse("digest_issues")).context["forms"]
    weekly, monthly = (form.instance for form in forms)
    assert (weekly.since, weekly.until) == (today - timedelta(3), today - timedelta(1))
    assert monthly.until - monthly.since == timedelta(30)


@pytest.mark.parametrize(
    "values",
    [
        {"cadence": "weekly", "since": "10/03/2026", "until": "01/03/2026"},
        {"cadence": "weekly", "since": "01/03/2020", "until": "01/03/2026"},
        {"cadence": "x", "since": "", "until": "hier"},
    ],
)
def test_a_period_that_cannot_be_is_said(desk, values):
    assert desk.post(reverse("digest_issues"), values).status_code == 422
    assert not Digest.objects.exists()


def test_composed_looked_at_tested_and_sent(desk):
    subscriber()
    news(title="Première", date=SINCE)
    news(title="Seconde", date=SINCE)
    values = {"cadence": "monthly", "since": "01/03/2026", "until": "31/03/2026"}
    address = desk.post(reverse("digest_issues"), values).url
    digest = Digest.objects.get()
    html = desk.get(address).content.decode()
    assert "Première" in html
    assert "Seconde" in html
    keys = {line.title.plain: line.key for line in gather(digest, "fr")}
    chosen = {"item": list(keys.values()), f"place:{keys['Première']}": "1"}
    chosen |= {f"place:{keys['Seconde']}": "2", "intro_fr": "Bonjour.", "intro_nl": ""}
    desk.post(address, chosen | {"keep": ""})
    digest.refresh_from_db()
    assert digest.chosen == [keys["Première"], keys["Seconde"]]
    for voice in Voice.values:
        for form, kind in (("html", "text/html"), ("txt", "text/plain")):
            answer = desk.get(reverse("digest_preview", args=[digest.pk, voice, form]))
            assert answer["Content-Type"].startswith(kind)
            assert "Première" in answer.content.decode()
    desk.post(address, chosen | {"test": "fr"})
    [test] = mail.outbox
    assert test.to == ["coordination@example.org"]
    assert "List-Unsubscribe" not in test.extra_headers
    assert desk.post(address, chosen | {"send": ""}).url == reverse("digest_send", args=[digest.pk])
    assert len(mail.outbox) == 1
    assert desk.get(reverse("digest_send", args=[digest.pk])).context["recipients"] == 1


def test_what_is_unticked_is_not_told(desk, digest):
    news(title="Oui", date=SINCE)
    news(title="Non", date=SINCE)
    keys = {line.title.plain: line.key for line in gather(digest, "fr")}
    values = {"item": [keys["Oui"], "news:forged"], "intro_fr": "", "intro_nl": "", "keep": ""}
    values[f"place:{keys['Oui']}"] = "9" * 400
    desk.post(reverse("digest_issue", args=[digest.pk]), values)
    digest.refresh_from_db()
    assert digest.chosen == [keys["Oui"]]


def test_a_draft_is_thrown_away_one_that_left_is_not(desk, digest):
    digest.started_at = digest.beat = timezone.now()
    digest.save()
    address = reverse("digest_issue", args=[digest.pk])
    desk.post(address, {"delete": ""})
    assert desk.get(address).url == reverse("digest_progress", args=[digest.pk])
    Digest.objects.update(started_at=None)
    desk.post(address, {"delete": ""})
    assert not Digest.objects.exists()


@pytest.mark.parametrize("code", [code for code in Code if code != Code.COORDINATION])
def test_nobody_else_sends(code, digest):
    subscriber()
    client = client_of(editor(code))
    for name in ("digest_issue", "digest_send", "digest_progress"):
        address = reverse(name, args=[digest.pk])
        assert client.get(address).status_code in (302, 403)
        assert client.post(address, {"send": ""}).status_code in (302, 403)
    preview = reverse("digest_preview", args=[digest.pk, "fr", "html"])
    assert client.get(preview).status_code in (302, 403)
    digest.refresh_from_db()
    assert digest.started_at is None
    assert mail.outbox == []
