"""Ten thousand recommendations and thirty thousand events: as few queries, as small pages."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from publications.ledger import account, casefile
from publications.ledger.kinds import AnswerKind, Implementation
from publications.models import (
    Answer,
    Authority,
    FollowUp,
    Recommendation,
    Sending,
)
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
MANY = 10_000
QUERIES, BYTES = 12, 60_000


def fill():
    """Bare rows, every kind of case among them."""
    authorities = Authority.objects.bulk_create(
        AuthorityFactory.build(name_fr=f"Autorité exemple {n} de la région") for n in range(120)
    )
    themes = [ThemeFactory() for _n in range(20)]
    every = Recommendation.objects.bulk_create(
        Recommendation(
            number=f"{1980 + n % 46}-{n // 46 + 1:04}",
            year=1980 + n % 46,
            title_fr=f"Demander la chose numéro {n} à qui peut la décider",
            level="region",
            origin="group",
            validation="validated",
            first_published_at=timezone.now(),
        )
        for n in range(MANY)
    )
    links = Recommendation.themes.through
    links.objects.bulk_create(
        links(recommendation=one, theme=themes[n % 20]) for n, one in enumerate(every)
    )
    sendings = Sending.objects.bulk_create(
        Sending(
            recommendation=one,
            authority=authorities[n % 120 if n % 3 else 0],
            sent_on=date(one.year, 3, 1) + timedelta(days=n % 90),
        )
        for n, one in enumerate(every)
    )
    Answer.objects.bulk_create(
        AnswerFactory.build(
            sending=one,
            received_on=one.sent_on + timedelta(days=n % 400),
            kind=AnswerKind.SUBSTANTIVE if n % 2 else AnswerKind.ACKNOWLEDGEMENT,
            position="accepted" if n % 2 else "",
        )
        for n, one in enumerate(sendings)
    )
    FollowUp.objects.bulk_create(
        FollowUp(
            recommendation=one,
            assessed_on=date(one.year + 1, 1, 1),
            implementation=list(Implementation)[n % 4],
            evidence_fr="Vu sur place.",
        )
        for n, one in enumerate(every)
    )
    return authorities[0], themes[0], every[0]


def test_pages_stay_within_their_budgets(client):
    authority, theme, one = fill()
    ledger = reverse("ledger:list")
    client.get(reverse("data"))  # what a process asks once: the site, the languages
    for address in (
        ledger,
        f"{ledger}?state=open&state=done&year=2000&sort=waiting&page=3",
        f"{ledger}?authority={authority.slug}&theme={theme.code}&sort=number",
        reverse("ledger:recommendation", args=[one.number]),
        reverse("ledger:authorities"),
        reverse("ledger:authority", args=[authority.slug]),
        reverse("ledger:authority", args=[authority.slug]) + "?page=9",
        reverse("ledger:theme", args=[theme.code]),
        reverse("ledger:figures"),
    ):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200
        assert len(queries) <= QUERIES, f"{address}: {len(queries)} queries"
        assert len(response.content) <= BYTES, f"{address}: {len(response.content)} bytes"


def test_the_whole_account_says_what_each_case_file_says():
    on = timezone.localdate()
    one = RecommendationFactory()
    other = SendingFactory(recommendation=one).authority
    AnswerFactory(sending=SendingFactory(recommendation=one), received_on=date(2015, 5, 1))
    SendingFactory(authority=other, due_on=date(2015, 5, 1))
    FollowUpFactory(recommendation=AnswerFactory().sending.recommendation)
    FollowUpFactory(
        recommendation=AnswerFactory().sending.recommendation,
        implementation=Implementation.NOT_STARTED,
    )
    RecommendationFactory()
    found = account.read(on)
    slow = casefile.clocks_of(Recommendation.objects.all(), on)
    assert len(found.cases) == 5
    for pk, clock in slow.items():
        told = found.cases[pk]
        assert (told.state, told.since, told.days, told.days_overdue, told.answered_on) == (
            clock.state,
            clock.since,
            clock.days,
            clock.days_overdue,
            clock.answered_on,
        )
