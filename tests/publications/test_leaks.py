"""What is prepared, private or withdrawn is read nowhere: every public address is opened."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from cms.roles import Code
from publications.ledger.answering.links import make
from publications.models import Assessment, Demand, Deposit, FollowUp, Milestone, SeeAlso, Sending
from tests.factories.editors import (
    client_of,
    news_index,
    site_with_editors,
    submit_to_committee,
)
from tests.factories.publications import (
    AuthorityFactory,
    OrganisationFactory,
    RecommendationFactory,
    SendingFactory,
    SignatoryFactory,
    interpellation,
    interpellation_index,
)
from tests.site.crawler import addresses, get

pytestmark = pytest.mark.django_db
SECRET = "zzsecret"


@pytest.fixture
def site():
    cache.clear()
    site = site_with_editors()
    site.index = interpellation_index(site.fr)
    news_index(site.fr)
    site.public = interpellation(site.index, "Un guichet ouvert", adopted_on=date(2015, 3, 1))
    site.public.save_revision().publish()
    site.demand = RecommendationFactory(title_fr="Garder un guichet")
    Demand.objects.create(page=site.public, recommendation=site.demand)
    site.authority = AuthorityFactory(name_fr="Commune fictive")
    site.signs = OrganisationFactory(name_fr="Signe asbl")
    site.sending = SendingFactory(
        recommendation=None, interpellation=site.public, authority=site.authority
    )
    return site


def hidden(site, secret, **fields):
    """All that hangs on an interpellation, under words that are typed (cachette) and not typed."""
    title = f"Cachette {secret}"
    page = interpellation(site.index, title, lead=secret, slug=secret, **fields)
    page.save_revision()
    Demand.objects.create(page=page, recommendation=site.demand)
    authority = AuthorityFactory(name_fr=title, slug=f"cachette-{secret[-2:]}")
    Sending.objects.create(interpellation=page, authority=authority, sent_on=date(2015, 4, 1))
    Milestone.objects.create(
        interpellation=page, happened_on=date(2015, 4, 2), kind="heard", note_fr=secret
    )
    SignatoryFactory(interpellation=page, organisation=site.signs)
    SeeAlso.objects.create(page=page, other=site.page)
    return page


def links_below(start):
    """Every address that a visitor reaches from there, on this site."""
    seen, waiting = {}, list(start)
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/admin/", "/static/")):
            continue
        page = seen[path] = get(path, cold=False)
        if page.redirect.startswith("/"):
            waiting.append(page.redirect)
        if page.is_html and page.status == 200:
            waiting += page.links()
            waiting += [
                link.get("href") for link in page.find("link") if "alternate" in link.get("rel", "")
            ]
        waiting = [path.split("#")[0] for path in waiting if path.startswith("/")]
    return seen


def everything(site):
    start = ["/sitemap.xml", "/robots.txt", reverse("ledger:authority", args=["cachette-00"])]
    for code in ("fr", "nl"):
        start += [f"/{code}/sitemap.xml", *addresses(code)]
    for query in ("cachette", "guichet", "asbl"):
        start += [f"{reverse('search')}?q={query}", f"{reverse('ledger:list')}?q={query}"]
    start += [f"{site.index.url}?authority=cachette-00", f"{site.index.url}?year=2015"]
    return links_below(start)


def in_draft(site, secret):
    hidden(site, secret, live=False)


def changed_since(site, secret):
    """A draft of what is public already."""
    site.public.title = site.public.lead = f"Bientôt {secret}"
    site.public.save_revision()


def in_workflow(site, secret):
    submit_to_committee(hidden(site, secret, live=False), site.users[Code.COORDINATION])


def scheduled(site, secret):
    page = hidden(site, secret, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def expired(site, secret):
    hidden(site, secret, expire_at=timezone.now() - timedelta(minutes=1))


def private(site, secret):
    page = hidden(site, secret)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page.save_revision().publish()


def withdrawn(site, secret):
    page = hidden(site, secret)
    page.save_revision().publish()
    page.unpublish()


def only_asked(site, secret):
    """Organisations that were asked, or took it back; how others consented."""
    organisation = OrganisationFactory(name_fr=f"Demandée {secret}", live=False)
    site.public.consent_requests.create(organisation=organisation)
    facts = {"given_by": secret, "evidence": secret, "text_agreed": secret}
    SignatoryFactory(interpellation=site.public, organisation=site.signs, **facts)
    SignatoryFactory(
        interpellation=site.public,
        organisation=OrganisationFactory(name_fr=f"Reprise {secret}", live=False),
        withdrawn_on=timezone.localdate(),
    )


def deposited(site, secret):
    link, _key = make(site.sending, None, email=f"{secret}@example.org")
    Deposit.objects.create(
        link=link, kind="substantive", text=secret, role=secret, sent_at=timezone.now()
    )


def about_a_draft(site, secret):
    """Follow-up and opinions of a recommendation that is not public."""
    draft = RecommendationFactory(title_fr=f"Cachette {secret}", live=False)
    Demand.objects.create(page=site.public, recommendation=draft)
    FollowUp.objects.create(
        recommendation=draft,
        assessed_on=date(2015, 5, 1),
        implementation="done",
        assessed_by="coordination",
        evidence_fr=secret,
    )
    Assessment.objects.create(
        recommendation=draft, made_on=date(2015, 5, 1), verdict="meets", opinion_fr=secret
    )


def still_to_come(site, secret):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Milestone.objects.create(
        interpellation=site.public, happened_on=tomorrow, kind="heard", note_fr=secret
    )


WAYS = [
    in_draft,
    changed_since,
    in_workflow,
    scheduled,
    expired,
    private,
    withdrawn,
    only_asked,
    deposited,
    about_a_draft,
    still_to_come,
]


def test_nothing_of_it_is_public(site, django_capture_on_commit_callbacks):
    secrets = {f"{SECRET}{number:02}".encode(): way.__name__ for number, way in enumerate(WAYS)}
    with django_capture_on_commit_callbacks(execute=True):
        for secret, way in zip(secrets, WAYS, strict=True):
            way(site, secret.decode())
    pages = everything(site)
    leaks = {
        (way, path)
        for path, page in pages.items()
        for secret, way in secrets.items()
        if secret in page.body
    }
    assert leaks == set()
    assert site.public.url in pages


def test_the_walk_reaches_what_is_public(site, django_capture_on_commit_callbacks):
    """Else it would prove nothing."""
    with django_capture_on_commit_callbacks(execute=True):
        page = hidden(site, SECRET)
        page.save_revision().publish()
    found = [path for path, seen in everything(site).items() if SECRET.encode() in seen.body]
    for path in (page.url, site.index.url, site.demand.get_absolute_url(), "/fr/sitemap.xml"):
        assert path in found
    for end in (".csv", ".json", "atom.xml"):
        assert [path for path in found if path.endswith(end)]
    assert [path for path in found if "?q=cachette" in path]


def test_an_entry_names_only_what_its_organisation_signed(site):
    signs, took_back, asked = (OrganisationFactory() for _ in range(3))
    SignatoryFactory(interpellation=site.public, organisation=signs)
    today = timezone.localdate()
    SignatoryFactory(interpellation=site.public, organisation=took_back, withdrawn_on=today)
    site.public.consent_requests.create(organisation=asked)
    seen = [
        site.public.title.encode() in get(one.get_absolute_url()).body
        for one in (signs, took_back, asked)
    ]
    assert seen == [True, False, False]


@pytest.mark.parametrize("code", [Code.TRANSLATION, Code.FACILITATION])
def test_others_in_the_admin_do_not_learn_who_is_asked(site, code):
    only_asked(site, SECRET)
    deposited(site, SECRET)
    organisation = site.public.consent_requests.get().organisation
    client = client_of(site.users[code])
    for path in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailsnippets_directory_organisation:usage", args=[organisation.pk]),
    ):
        html = client.get(path, follow=True).content.decode()
        assert site.public.title not in html or "usage" not in path
    assert not PageLogEntry.objects.filter(label__contains=SECRET).exists()


# --- the way through the committee ----------------------------------------------------------------


def test_the_committee_reads_agrees_and_thereby_publishes(site, django_capture_on_commit_callbacks):
    page = hidden(site, SECRET, live=False)
    state = submit_to_committee(page, site.users[Code.COORDINATION])
    assert Client().get(page.url).status_code == 404
    committee = client_of(site.users[Code.COMMITTEE])
    task = reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, state.task_id])
    preview = committee.get(task)
    assert SECRET in preview.content.decode()
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    with django_capture_on_commit_callbacks(execute=True):
        committee.post(action, {"comment": ""})
    response = Client().get(page.url)
    assert response.status_code == 200
    assert SECRET in response.content.decode()


def test_the_committee_sees_no_one_who_is_only_asked(site):
    page = hidden(site, SECRET, live=False)
    page.consent_requests.create(organisation=OrganisationFactory(name_fr="Silence asbl"))
    state = submit_to_committee(page, site.users[Code.COORDINATION])
    committee = client_of(site.users[Code.COMMITTEE])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    preview = reverse("wagtailadmin_pages:workflow_preview", args=[page.pk, state.task_id])
    for path in (edit, preview):
        assert "Silence asbl" not in committee.get(path, follow=True).content.decode()
    assert committee.get(reverse("signatures", args=[page.pk])).status_code in (302, 403)
