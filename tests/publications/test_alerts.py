"""What of the ledger is told by e-mail, to whom."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from cms.subscriptions import topics
from cms.subscriptions.models import Subscriber, Subscription
from cms.subscriptions.sending import send_alerts
from publications.ledger import alerts, happenings
from publications.ledger.kinds import Verdict
from publications.models import Assessment, Demand, Milestone, Recommendation
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


def topics_of(kind, pk):
    found = {event.key: event.topics for event in happenings.events()}
    return found.get(happenings.key_of(kind, pk))


def follow(topic, language="fr"):
    cache.clear()
    RecommendationFactory(first_published_at=timezone.now())
    send_alerts()  # what is there already is no news
    subscriber = Subscriber.objects.create(email="lectrice@example.org", language=language)
    Subscription.objects.create(subscriber=subscriber, topic=topic).confirm()


def test_an_event_concerns_its_recommendation_its_authority_and_its_themes():
    answer = AnswerFactory()
    one = answer.sending.recommendation
    one.themes.add(ThemeFactory(code="housing"))
    one.save()
    expected = {
        f"recommendation:{one.number}",
        f"authority:{answer.sending.authority.slug}",
        "theme:housing",
    }
    assert topics_of(happenings.ANSWERED, answer.pk) == expected
    assert topics_of(happenings.SENT, answer.sending.pk) == expected
    followed = FollowUpFactory(recommendation=one)
    assert topics_of(happenings.FOLLOWED, followed.pk) == expected - {
        f"authority:{answer.sending.authority.slug}"
    }


def test_what_a_merged_body_answers_concerns_who_follows_its_successor():
    after = AuthorityFactory(slug="after")
    before = AuthorityFactory(slug="before", successor=after, ended_on=date(2024, 1, 1))
    sending = SendingFactory(authority=before)
    assert {"authority:before", "authority:after"} <= topics_of(happenings.SENT, sending.pk)


def test_an_interpellation_concerns_who_follows_one_of_its_demands():
    one = RecommendationFactory()
    page = interpellation(interpellation_index(language_roots()[0]))
    Demand.objects.create(page=page, recommendation=one)
    sending = SendingFactory(recommendation=None, interpellation=page)
    assert topics_of(happenings.SENT, sending.pk) == {
        f"recommendation:{one.number}",
        f"interpellation:{page.translation_key}",
        f"authority:{sending.authority.slug}",
    }


def test_drafts_withdrawn_and_future_things_are_no_events():
    hidden = SendingFactory(recommendation__live=False)
    gone = AnswerFactory().sending.recommendation
    Recommendation.objects.filter(pk=gone.pk).update(withdrawn_on=date(2020, 1, 1))
    page = interpellation(interpellation_index(language_roots()[0]), live=False)
    SendingFactory(recommendation=None, interpellation=page)
    SendingFactory(sent_on=timezone.localdate() + timedelta(days=1))
    AnswerFactory(sending=hidden)
    assert list(happenings.events()) == []


def test_each_event_is_told_in_words_with_its_anchor():
    sending = SendingFactory()
    follow(f"authority:{sending.authority.slug}")
    answer = AnswerFactory(sending=sending)
    send_alerts()
    [letter] = mail.outbox
    number = sending.recommendation.number
    assert f"http://localhost:8000/fr/r/{number}/#a{answer.pk}" in letter.body
    assert sending.authority.name_fr in letter.body


def test_a_letter_in_dutch_tells_it_in_dutch():
    sending = SendingFactory()
    follow(f"recommendation:{sending.recommendation.number}", language="nl")
    AnswerFactory(sending=sending)
    send_alerts()
    [letter] = mail.outbox
    assert sending.recommendation.title_nl in letter.body
    assert f"/nl/r/{sending.recommendation.number}/" in letter.body


def test_only_what_is_public_can_be_followed():
    shown, hidden = SendingFactory(), SendingFactory(recommendation__live=False)
    page = interpellation(interpellation_index(language_roots()[0]))
    for topic, exists in {
        f"recommendation:{shown.recommendation.number}": True,
        f"recommendation:{hidden.recommendation.number}": False,
        f"authority:{shown.authority.slug}": True,
        f"authority:{hidden.authority.slug}": False,
        f"interpellation:{page.translation_key}": True,
        "interpellation:x": False,
        f"theme:{ThemeFactory().code}": True,
        "theme:none": False,
    }.items():
        assert (topics.subject_of(topic) is not None) is exists, topic


def test_a_hearing_concerns_who_follows_the_interpellation_or_the_authority_that_held_it():
    one, authority = RecommendationFactory(), AuthorityFactory()
    page = interpellation(interpellation_index(language_roots()[0]))
    Demand.objects.create(page=page, recommendation=one)
    heard = Milestone.objects.create(
        interpellation=page,
        happened_on=date(2015, 3, 1),
        kind=Milestone.Kind.HEARD,
        authority=authority,
        note_fr="Entendue.",
    )
    assert topics_of(happenings.HEARD, heard.pk) == {
        f"recommendation:{one.number}",
        f"interpellation:{page.translation_key}",
        f"authority:{authority.slug}",
    }
    [line] = alerts.lines([happenings.key_of(happenings.HEARD, heard.pk)]).values()
    assert authority.name.plain in line.happened
    assert line.url.endswith(f"#m{heard.pk}")
    page.unpublish()
    assert topics_of(happenings.HEARD, heard.pk) is None
    assert not alerts.lines([happenings.key_of(happenings.HEARD, heard.pk)])


def test_an_assessment_and_the_reply_to_it_are_two_events_on_two_days():
    one, authority = RecommendationFactory(), AuthorityFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    row = Assessment.objects.create(
        recommendation=one, made_on=date(2016, 1, 5), verdict=Verdict.values[0], opinion_fr="Peu."
    )
    followers = {f"recommendation:{one.number}"}
    assert topics_of(happenings.ASSESSED, row.pk) == followers
    assert topics_of(happenings.REPLIED, row.pk) is None
    row.replied_by, row.reply_fr, row.replied_on = authority, "Nous ferons mieux.", tomorrow
    row.save()
    assert topics_of(happenings.REPLIED, row.pk) is None
    row.replied_on = date(2016, 2, 1)
    row.save()
    assert topics_of(happenings.REPLIED, row.pk) == followers
    keys = [happenings.key_of(kind, row.pk) for kind in (happenings.ASSESSED, happenings.REPLIED)]
    days = {line.day: line.url[-3:] for line in alerts.lines(keys).values()}
    assert set(days) == {date(2016, 1, 5), date(2016, 2, 1)}
    Recommendation.objects.filter(pk=one.pk).update(live=False)
    assert topics_of(happenings.ASSESSED, row.pk) is None
    assert not alerts.lines(keys)
