"""From a member to the site: nothing public before somebody of the coordination decides."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.models import Translation

from cms.roles import Code, ensure_roles
from home.models import EventPage, NewsPage, ResourceLink
from home.proposals import views
from home.proposals.records import Kind, Proposal, State
from home.wagtail_hooks import proposals_admin
from tests.factories.editors import client_of, editor
from tests.factories.home import ThemeFactory, site
from tests.factories.members import logged_in, member

pytestmark = pytest.mark.django_db
NEWS = {"language": "fr", "title": "Un atelier", "text": "Premier.\n\nSecond.", "link": ""}
ATTACK = "<script>alert(1)</script><b onclick=x>gras</b>"


@pytest.fixture(autouse=True)
def _fresh(db):
    cache.clear()
    site()
    ensure_roles()


@pytest.fixture
def desk():
    return client_of(editor(Code.COORDINATION))


def propose(one, kind=Kind.NEWS, **changes):
    return logged_in(one).post(reverse("proposals:propose", args=[kind]), NEWS | changes)


def proposed(one, kind=Kind.NEWS, **changes):
    assert propose(one, kind, **changes).status_code == 302
    return Proposal.objects.latest("pk")


def event_values(**changes):
    day = timezone.localdate() + timedelta(20)
    return {"day": day.isoformat(), "begins": "14:00", "ends": "16:00", "place": "Ici"} | changes


def decide(desk, proposal, **values):
    return desk.post(reverse("proposal_admin", args=[proposal.pk]), values or {"accept": ""})


def mine(one, proposal):
    return logged_in(one).get(reverse("proposals:proposal", args=[proposal.pk]))


def test_a_proposal_waits_and_nothing_is_public(client):
    one = member()
    proposal = proposed(one)
    assert proposal.state == State.WAITING
    assert proposal.organisation == one.organisation
    assert not NewsPage.objects.exists()
    assert "Un atelier" in logged_in(one).get(reverse("members:area")).content.decode()
    for address in ("/fr/", "/nl/", reverse("news-feed"), reverse("agenda-calendar")):
        assert "Un atelier" not in client.get(address, follow=True).content.decode()


def test_accepted_news_is_a_draft_in_the_name_of_the_organisation(desk, client):
    one = member()
    proposal = proposed(one, link="https://example.org/a?b=1&c=2")
    answer = decide(desk, proposal)
    page = NewsPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not page.live
    assert page.organisation == one.organisation
    assert page.locale.language_code == "fr"
    assert desk.get(answer.url).status_code == 200
    assert client.get(page.url or "/fr/x").status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == State.PREPARED
    page.get_latest_revision().publish()
    html = client.get(page.get_url()).content.decode()
    for words in (
        "Premier.",
        "Second.",
        "https://example.org/a?b=1&amp;c=2",
        one.organisation.name_fr,
    ):
        assert words in html
    proposal = Proposal.objects.get()
    assert proposal.state == State.PUBLISHED
    assert len(proposal.steps) == 3
    assert page.get_url() in mine(one, proposal).content.decode()
    NewsPage.objects.get().delete()
    assert Proposal.objects.get().state == State.GONE


def test_an_accepted_date_keeps_its_hours_and_names_the_organiser(desk):
    one = member()
    proposal = proposed(one, Kind.EVENT, **event_values())
    decide(desk, proposal)
    page = EventPage.objects.get()
    assert not page.live
    assert (page.start, page.end) == (proposal.start, proposal.end)
    assert timezone.localtime(page.start).hour == 14
    assert (page.place_fr, page.place_nl) == ("Ici", "")
    assert (page.organiser_fr, page.organiser_nl) == (
        one.organisation.name_fr,
        one.organisation.name_nl,
    )


def test_a_resource_is_looked_at_then_stands_among_the_links(desk):
    one, theme = member(), ThemeFactory()
    proposal = proposed(one, Kind.LINK, link="https://example.org/guide")
    form = desk.get(reverse("proposal_admin", args=[proposal.pk])).context["accept_form"]
    values = {name: form.initial.get(name, "") for name in form.fields}
    assert values["url_fr"] == "https://example.org/guide"
    assert values["publisher_nl"] == one.organisation.name_nl
    assert decide(desk, proposal, **values).status_code == 422  # without a theme
    assert not ResourceLink.objects.exists()
    decide(desk, proposal, **values | {"theme": theme.pk})
    assert ResourceLink.objects.get().title_fr == "Un atelier"
    assert Proposal.objects.get().state == State.PUBLISHED


def test_both_languages_are_filed_for_the_translators(desk):
    proposal = proposed(
        member(), other_title="Een workshop", other_text="Eerste.\n\nTweede.", text="Un.\n\nDeux."
    )
    decide(desk, proposal)
    french = NewsPage.objects.get(locale__language_code="fr")
    dutch = NewsPage.objects.get(locale__language_code="nl")
    assert Translation.objects.get().get_target_instance() == dutch
    assert dutch.get_latest_revision_as_object().title == "Een workshop"
    assert not french.live
    assert not dutch.live


def test_another_number_of_paragraphs_stays_beside_the_proposal(desk):
    proposal = proposed(member(), other_title="Een workshop", other_text="Eerste.")
    assert decide(desk, proposal).status_code == 302
    assert [page.title for page in NewsPage.objects.all()] == ["Un atelier"]


@pytest.mark.parametrize("kind", Kind.values)
def test_markup_does_nothing(desk, client, kind):
    one, theme = member(), ThemeFactory()
    values = {"title": ATTACK, "text": ATTACK, "link": "https://example.org/"}
    proposal = proposed(one, kind, **values, **(event_values(place=ATTACK)))
    assert ATTACK not in mine(one, proposal).content.decode()
    assert ATTACK not in desk.get(reverse("proposal_admin", args=[proposal.pk])).content.decode()
    form = desk.get(reverse("proposal_admin", args=[proposal.pk])).context.get("accept_form")
    facts = {name: form.initial.get(name, "") for name in form.fields} if form else {}
    decide(desk, proposal, accept="", **facts | ({"theme": theme.pk} if form else {}))
    proposal = Proposal.objects.get()
    assert proposal.page_id or proposal.resource_id
    if proposal.page_id:
        page = proposal.page.specific
        page.get_latest_revision().publish()
        html = client.get(page.get_url()).content.decode()
        assert "alert(1)" in html
        assert ATTACK not in html
        assert "<b onclick" not in html


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("news", {"title": ""}),
        ("news", {"title": "x" * 151}),
        ("news", {"text": "x" * 4001}),
        ("news", {"link": "javascript:alert(1)"}),
        ("news", {"language": "de"}),
        ("news", {"other_text": "Sans titre"}),
        ("link", {"link": ""}),
        ("event", {}),
        ("event", event_values(day="hier")),
        ("event", event_values(day="2020-01-01")),
        ("event", event_values(ends="13:00")),
        ("event", event_values(begins="25:00")),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(kind, change):
    answer = propose(member(), kind, **change)
    assert answer.status_code == 422
    assert not Proposal.objects.exists()
    if "text" not in change:
        assert "Second." in answer.content.decode()


def test_no_kind_but_ours():
    client = logged_in(member())
    assert client.get(reverse("proposals:propose", args=["page"])).status_code == 404


def test_refused_with_a_reason_that_the_member_reads(desk, django_capture_on_commit_callbacks):
    one = member()
    proposal = proposed(one)
    assert decide(desk, proposal, refuse="", reason="").status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, proposal, refuse="", reason="Déjà annoncé")
    proposal.refresh_from_db()
    assert proposal.state == State.REFUSED
    assert proposal.decided_at
    assert "Déjà annoncé" in mine(one, proposal).content.decode()
    [letter] = mail.outbox
    assert letter.to == [one.user.email]
    assert "Déjà annoncé" in letter.body


def test_withdrawn_before_the_decision_only(desk):
    one = member()
    first, second = proposed(one), proposed(one, title="Autre")
    address = reverse("proposals:proposal", args=[first.pk])
    logged_in(one).post(address)
    decide(desk, first)
    first.refresh_from_db()
    assert first.state == State.WITHDRAWN
    assert not NewsPage.objects.exists()
    decide(desk, second)
    logged_in(one).post(reverse("proposals:proposal", args=[second.pk]))
    second.refresh_from_db()
    assert second.state == State.PREPARED


def test_two_who_decide_make_one_page(desk):
    proposal = proposed(member())
    decide(desk, proposal)
    decide(desk, proposal)
    decide(desk, proposal, refuse="", reason="Trop tard")
    assert NewsPage.objects.count() == 1
    assert Proposal.objects.get().reason == ""


def test_members_see_their_own_only(client):
    one = member()
    colleague, other = (
        member("collegue@example.org", one.organisation),
        member("autre@example.org"),
    )
    proposal = proposed(one)
    address = reverse("proposals:proposal", args=[proposal.pk])
    for stranger in (colleague, other):
        assert logged_in(stranger).get(address).status_code == 404
        assert logged_in(stranger).post(address).status_code == 404
        area = logged_in(stranger).get(reverse("members:area")).content.decode()
        assert "Un atelier" not in area
    assert client.get(address).status_code == 302
    assert Proposal.objects.get().state == State.WAITING


def test_one_proposes_for_ones_own_organisations():
    one = member()
    second, foreign = member("autre@example.org"), member("tiers@example.org")
    second.user = one.user
    second.save()
    assert propose(one).status_code == 422  # which of the two?
    assert propose(one, organisation=foreign.organisation.pk).status_code == 422
    proposal = proposed(one, organisation=second.organisation.pk)
    assert proposal.organisation == second.organisation


def test_former_members_propose_nothing():
    one = member(since=timezone.localdate() - timedelta(9), until=timezone.localdate())
    assert propose(one).url == reverse("members:area")
    assert not Proposal.objects.exists()


def test_so_many_may_wait():
    one = member()
    answers = [propose(one).status_code for _time in range(views.MOST_WAITING + 1)]
    assert answers == [302] * views.MOST_WAITING + [422]


def test_who_was_erased_leaves_the_proposal_without_a_name(desk):
    one = member()
    proposal = proposed(one)
    one.user.delete()
    decide(desk, proposal)
    assert NewsPage.objects.get().organisation == one.organisation


@pytest.mark.parametrize("code", [code for code in Code if code != Code.COORDINATION])
def test_only_the_coordination_decides(code):
    proposal = proposed(member())
    client = client_of(editor(code))
    assert client.get(reverse("proposals_admin")).status_code in (302, 403)
    assert decide(client, proposal).status_code in (302, 403)
    assert not NewsPage.objects.exists()
    assert Proposal.objects.get().state == State.WAITING


def test_it_waits_on_the_first_screen(desk, django_assert_num_queries):
    proposed(member())
    proposed(member("autre@example.org"), title="Autre")
    assert "Un atelier" in desk.get("/admin/").content.decode()
    with django_assert_num_queries(1):
        assert proposals_admin.to_read(None).total == 2
