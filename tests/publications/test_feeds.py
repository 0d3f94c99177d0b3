"""The ledger as Atom: what RFC 4287 asks of a feed, identities that stay, dates that move."""

from datetime import date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from cms.subscriptions.models import Notice
from publications.ledger import happenings
from publications.ledger.kinds import AnswerKind, Verdict
from publications.models import Assessment, Recommendation
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    FollowUpFactory,
    RecommendationFactory,
    SendingFactory,
    ThemeFactory,
    interpellation,
    interpellation_index,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, name, *args, language="fr", **asked):
    with translation.override(language):
        response = client.get(reverse(f"ledger:{name}-atom", args=args), asked)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(response.content)
    check(root)
    return root


def one(node, name):
    """RFC 4287: exactly one of these."""
    [found] = node.findall(f"{ATOM}{name}")
    assert found.text
    return found.text


def check(root):
    """Strictly: what a validator of Atom feeds refuses."""
    assert root.tag == f"{ATOM}feed"
    assert root.get(LANG) in {"fr", "nl"}
    assert one(root, "id").startswith("http")
    assert one(root, "title")
    moments = [datetime.fromisoformat(one(root, "updated"))]
    links = [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")]
    assert {rel for rel, _href in links} == {"alternate", "self"}
    assert all(href.startswith("http://localhost:8000/") for _rel, href in links)
    assert root.find(f"{ATOM}author/{ATOM}name").text
    seen = set()
    for entry in root.findall(f"{ATOM}entry"):
        identity = one(entry, "id")
        assert identity not in seen
        seen.add(identity)
        assert one(entry, "title")
        moments.append(datetime.fromisoformat(one(entry, "updated")))
        [link] = entry.findall(f"{ATOM}link")
        assert link.get("href").startswith("http://localhost:8000/")
        for category in entry.findall(f"{ATOM}category"):
            assert category.get("term")
    assert all(moment.tzinfo for moment in moments)
    if seen:
        assert moments[0] == max(moments)


def ids(root):
    return [one(entry, "id") for entry in root.findall(f"{ATOM}entry")]


def updated(root, number):
    [entry] = [
        entry for entry in root.findall(f"{ATOM}entry") if f"/r/{number}/" in one(entry, "id")
    ]
    return datetime.fromisoformat(one(entry, "updated"))


def test_identities_are_permanent_addresses_and_the_latest_comes_first(client):
    old = SendingFactory(sent_on=date(2015, 1, 1)).recommendation
    new = SendingFactory(sent_on=date(2016, 1, 1)).recommendation
    for language in ("fr", "nl"):
        assert ids(feed(client, "list", language=language)) == [
            f"http://localhost:8000/{language}/r/{row.number}/" for row in (new, old)
        ]


def test_the_date_moves_when_something_happens(client):
    sending = SendingFactory(sent_on=date(2015, 3, 18))
    number = sending.recommendation.number
    days = []
    for happens in (
        lambda: None,
        lambda: AnswerFactory(
            sending=sending,
            received_on=date(2015, 3, 30),
            kind=AnswerKind.ACKNOWLEDGEMENT,
            position="",
        ),
        lambda: AnswerFactory(sending=sending, received_on=date(2015, 4, 20)),
        lambda: FollowUpFactory(
            recommendation=sending.recommendation, assessed_on=date(2015, 9, 1)
        ),
    ):
        happens()
        days.append(timezone.localdate(updated(feed(client, "list"), number)))
    assert days == [date(2015, 3, 18), date(2015, 3, 30), date(2015, 4, 20), date(2015, 9, 1)]


def test_what_was_recorded_late_moves_to_the_top_all_the_same(client):
    SendingFactory(sent_on=date(2020, 1, 1))
    late = SendingFactory(sent_on=date(2010, 1, 1))
    Notice.objects.create(key=happenings.key_of(happenings.SENT, late.pk))
    assert f"/r/{late.recommendation.number}/" in ids(feed(client, "list"))[0]


def test_drafts_withdrawn_and_future_things_are_in_no_feed(client):
    authority, theme = AuthorityFactory(), ThemeFactory()
    draft = SendingFactory(authority=authority, recommendation__live=False).recommendation
    gone = SendingFactory(authority=authority).recommendation
    Recommendation.objects.filter(pk=gone.pk).update(withdrawn_on=date(2020, 1, 1))
    shown = SendingFactory(
        authority=authority, sent_on=timezone.localdate() + timedelta(days=3)
    ).recommendation
    for row in (draft, gone, shown):
        row.themes.add(theme)
        row.save()
    Recommendation.objects.filter(pk=gone.pk).update(withdrawn_on=date(2020, 1, 1))
    for root in (
        feed(client, "list"),
        feed(client, "authority", authority.slug),
        feed(client, "theme", theme.code),
    ):
        assert [identity[-8:-1] for identity in ids(root)] == [shown.number]
    [only] = ids(feed(client, "recommendation", shown.number))
    assert only.endswith(f"/r/{shown.number}/")  # that it is there; not what is to come


def test_a_feed_keeps_the_choices_of_the_list(client):
    one_of_2014 = RecommendationFactory(year=2014)
    RecommendationFactory(year=2015)
    root = feed(client, "list", year="2014")
    assert [identity[-8:-1] for identity in ids(root)] == [one_of_2014.number]
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["alternate"].endswith("?year=2014")
    assert links["self"].endswith("?year=2014")


def test_the_feed_of_one_recommendation_has_its_events(client):
    answer = AnswerFactory()
    number = answer.sending.recommendation.number
    SendingFactory()
    found = ids(feed(client, "recommendation", number))
    assert [identity.partition("#")[2] for identity in found] == [
        "",  # new in the ledger
        f"a{answer.pk}",
        f"s{answer.sending.pk}",
    ]


def test_what_is_thought_of_an_answer_is_in_the_feed_too(client):
    one = RecommendationFactory()
    row = Assessment.objects.create(
        recommendation=one, made_on=date(2016, 1, 5), verdict=Verdict.values[0], opinion_fr="Peu."
    )
    anchors = [
        identity.partition("#")[2] for identity in ids(feed(client, "recommendation", one.number))
    ]
    assert f"j{row.pk}" in anchors


def test_interpellations_have_a_feed(client):
    index = interpellation_index(language_roots()[0])
    page = interpellation(index, title="Un guichet ouvert")
    interpellation(index, title="Brouillon", live=False)
    SendingFactory(recommendation=None, interpellation=page)
    assert [identity.rsplit("/", 2)[1] for identity in ids(feed(client, "interpellations"))] == [
        page.slug
    ]


def busy():
    """One of everything that feeds look at."""
    answer = AnswerFactory()
    one, authority = answer.sending.recommendation, answer.sending.authority
    theme = ThemeFactory()
    one.themes.add(theme)
    one.save()
    FollowUpFactory(recommendation=one)
    page = interpellation(interpellation_index(language_roots()[0]))
    SendingFactory(recommendation=None, interpellation=page, authority=authority)
    return {
        "list": (),
        "authority": (authority.slug,),
        "theme": (theme.code,),
        "recommendation": (one.number,),
        "interpellations": (),
    }


@pytest.mark.parametrize(
    "name", ["list", "authority", "theme", "recommendation", "interpellations"]
)
def test_a_feed_asks_no_more_than_a_page(client, name):
    args = busy()[name]
    with CaptureQueriesContext(connection) as captured:
        feed(client, name, *args)
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 12, "\n".join(asked)
