"""Signing is opt-in: recorded, taken back at once, and silent about everybody else."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.roles import Code
from cms.users import User
from publications.ledger import doors
from publications.ledger.signatories import Means, signed_by
from publications.ledger.signing import consents
from publications.models import ConsentRequest, Signatory
from search.models import SearchDocument
from tests.factories.clock import later
from tests.factories.cms import language_roots
from tests.factories.editors import client_of, site_with_editors
from tests.factories.publications import (
    OrganisationFactory,
    SendingFactory,
    SignatoryFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
CONSENT = {"consent_on": date(2015, 3, 1), "given_by": "direction", "given_how": Means.EMAIL}


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


@pytest.fixture
def page():
    one = interpellation(interpellation_index(language_roots()[0]), lead="Nous demandons.")
    one.save_revision().publish()
    return one


@pytest.fixture
def coordinator(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


def names(page):
    return [organisation.name_fr for organisation in signed_by(page)]


def test_only_those_who_signed_are_named(client, page):
    SignatoryFactory(interpellation=page, organisation__name_fr="Signe asbl")
    SignatoryFactory(
        interpellation=page,
        organisation__name_fr="Reprise asbl",
        withdrawn_on=timezone.localdate(),
    )
    SignatoryFactory(interpellation=page, organisation__name_fr="Retirée", organisation__live=False)
    ConsentRequest.objects.create(
        interpellation=page, organisation=OrganisationFactory(name_fr="Silence asbl")
    )
    html = client.get(page.url).content.decode()
    assert "Signe asbl" in html
    for hidden in ("Reprise asbl", "Retirée", "Silence asbl", "direction"):
        assert hidden not in html
    found = " ".join(SearchDocument.objects.filter(title=page.title).values_list("body", flat=True))
    assert "asbl" not in found


def test_what_is_taken_back_is_gone_at_once(client, page):
    row = SignatoryFactory(interpellation=page, organisation__name_fr="Signe asbl")
    assert "Signe asbl" in client.get(page.url).content.decode()
    consents.take_back(row, timezone.localdate())
    assert "Signe asbl" not in client.get(page.url).content.decode()


def test_an_older_version_brings_no_signature_back(page):
    row = SignatoryFactory(interpellation=page)
    before = page.save_revision()
    consents.take_back(row, timezone.localdate())
    before.publish()
    assert names(page) == []
    assert "signator" not in str(before.content)


def test_a_copy_takes_no_signature_along(page):
    SignatoryFactory(interpellation=page)
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copie"})
    assert names(copy) == []
    assert len(names(page)) == 1


def test_it_cannot_be_taken_back_before_it_was_given(page):
    row = SignatoryFactory(interpellation=page)
    with pytest.raises(ValidationError):
        consents.take_back(row, row.consent_on - timedelta(days=1))


def test_who_took_back_may_sign_again(page):
    row = SignatoryFactory(interpellation=page)
    consents.take_back(row, timezone.localdate())
    consents.record(page, [row.organisation], CONSENT)
    assert len(names(page)) == 1


def test_consents_are_recorded_for_many_with_the_text_agreed(coordinator, page):
    first, second = OrganisationFactory(), OrganisationFactory()
    SignatoryFactory(interpellation=page, organisation=first)
    form = {
        "consent-organisations": [second.pk],
        "consent-consent_on": "01/03/2015",
        "consent-given_by": "assemblée",
        "consent-given_how": "letter",
        "record": "",
    }
    response = coordinator.post(reverse("signatures", args=[page.pk]), form)
    assert response.status_code == 302, response.context["consent_form"].errors
    row = Signatory.objects.get(organisation=second)
    assert "Nous demandons." in row.text_agreed
    assert (row.consent_on, row.given_by) == (date(2015, 3, 1), "assemblée")
    screen = coordinator.get(reverse("signatures", args=[page.pk])).content.decode()
    assert screen.count("status-tag") == 1  # the first one's text is not this one


def test_a_consent_of_tomorrow_is_refused(coordinator, page):
    form = {
        "consent-organisations": [OrganisationFactory().pk],
        "consent-consent_on": timezone.localdate() + timedelta(days=1),
        "consent-given_by": "assemblée",
        "consent-given_how": "letter",
        "record": "",
    }
    assert coordinator.post(reverse("signatures", args=[page.pk]), form).status_code == 422
    assert not Signatory.objects.exists()


@pytest.mark.parametrize("code", [Code.TRANSLATION, Code.COMMITTEE, Code.FACILITATION])
def test_other_roles_see_nobody(code):
    site = site_with_editors()
    page = interpellation(interpellation_index(site.fr))
    client = client_of(site.users[code])
    asked = client.get(reverse("signatures", args=[page.pk]))
    assert asked.status_code in (302, 403)


def test_the_coordination_sees_the_screen():
    site = site_with_editors()
    page = interpellation(interpellation_index(site.fr))
    client = client_of(site.users[Code.COORDINATION])
    assert client.get(reverse("signatures", args=[page.pk])).status_code == 200
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("signatures", args=[page.pk]) in html


# --- by a personal link ---------------------------------------------------------------------------


@pytest.fixture
def asked(page):
    organisation = OrganisationFactory(name_fr="Demandée asbl")
    key = consents.ask(page, organisation)
    return f"{reverse('ledger:sign')}?key={key}", organisation


def seen(client, url):
    return client.get(url).context["form"].initial["seen"]


def test_the_link_shows_the_text_and_what_will_be_public(client, asked):
    response = client.get(asked[0])
    html = response.content.decode()
    assert "Nous demandons." in html
    assert "Demandée asbl" in html
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]


def test_yes_signs_and_ends_the_link(client, page, asked):
    url, _organisation = asked
    form = {"role": "direction", "seen": seen(client, url), "sign": ""}
    assert client.post(url, form).status_code == 200
    assert names(page) == ["Demandée asbl"]
    row = Signatory.objects.get()
    assert (row.given_how, row.given_by) == (Means.LINK, "direction")
    assert not ConsentRequest.objects.exists()
    assert client.post(url, form).status_code == 410
    assert Signatory.objects.count() == 1


def test_no_leaves_no_public_trace_and_is_erased_when_it_leaves(client, page, asked):
    assert client.post(asked[0], {"decline": ""}).status_code == 200
    assert names(page) == []
    assert ConsentRequest.objects.get().declined_on
    assert client.get(asked[0]).status_code == 410
    SendingFactory(recommendation=None, interpellation=page)
    assert not ConsentRequest.objects.exists()


def test_who_did_not_answer_is_forgotten_on_the_day_it_leaves(client, page, asked):
    tomorrow = timezone.localdate() + timedelta(days=1)
    SendingFactory(recommendation=None, interpellation=page, sent_on=tomorrow)
    assert client.get(asked[0]).status_code == 200
    with later(days=1):
        assert client.get(asked[0]).status_code == 410
    assert not ConsentRequest.objects.exists()


def test_a_text_that_changed_meanwhile_is_read_again(client, page, asked):
    form = {"role": "direction", "seen": seen(client, asked[0]), "sign": ""}
    page.lead = "Nous exigeons."
    page.save_revision()
    response = client.post(asked[0], form)
    assert response.status_code == 409
    assert "Nous exigeons." in response.content.decode()
    assert not Signatory.objects.exists()


def test_a_function_is_asked_for(client, asked):
    form = {"role": " ", "seen": seen(client, asked[0]), "sign": ""}
    assert client.post(asked[0], form).status_code == 422
    assert not Signatory.objects.exists()


def test_the_link_has_a_last_day(client, asked):
    with later(days=consents.DAYS + 1):
        assert client.get(asked[0]).status_code == 410


@pytest.mark.parametrize("key", ["", "abc", "abc.def", "%C3%A9", "%2F.."])
def test_a_key_that_was_never_given(client, key, django_assert_num_queries):
    response = client.get(f"{reverse('ledger:sign')}?key={key}")
    assert response.status_code == 404
    html = response.content.decode()
    assert 'lang="fr-BE"' in html
    assert 'lang="nl-BE"' in html


def test_trying_keys_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr(doors, "WRONG_KEYS_AN_HOUR", 1)
    codes = [client.get(f"{reverse('ledger:sign')}?key=abc").status_code for _ in range(2)]
    assert codes == [404, 429]


def test_links_are_shown_once_and_sent_to_the_entries(
    coordinator, page, django_capture_on_commit_callbacks
):
    reachable = OrganisationFactory(name_fr="Joignable asbl", email="joignable@example.org")
    other = OrganisationFactory(name_fr="Sans courriel asbl")
    form = {"ask-organisations": [reachable.pk, other.pk], "ask-send": "on", "ask": ""}
    with django_capture_on_commit_callbacks(execute=True):
        response = coordinator.post(reverse("signatures", args=[page.pk]), form)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    (letter,) = mail.outbox
    assert letter.to == ["joignable@example.org"]
    assert page.title in letter.body
    links = [one.link for one in response.context["drafted"]]
    assert len(set(links)) == 2
    keys = [link.partition("key=")[2] for link in links]
    kept = ConsentRequest.objects.values_list("key_hash", flat=True)
    assert not set(keys) & set(kept)
    again = coordinator.get(reverse("signatures", args=[page.pk])).content.decode()
    assert not [key for key in keys if key in again]
