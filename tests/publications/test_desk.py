"""The desk of the coordination: lists by silence, quick records, many sent at once."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.urls import reverse
from django.utils import timezone

from cms.users import User
from publications.ledger import dispatch
from publications.ledger.desk.passages import passages
from publications.ledger.kinds import Addressing, AnswerKind, Basis
from publications.models import Answer, Batch, Holder, Recommendation, Sending
from tests.factories.cms import language_roots
from tests.factories.publications import (
    AnswerFactory,
    AuthorityFactory,
    RecommendationFactory,
    SendingFactory,
    publication,
    publication_index,
)

pytestmark = pytest.mark.django_db
SENDING = "wagtailsnippets_publications_sending"
RECOMMENDATION = "wagtailsnippets_publications_recommendation"
SENT = date(2015, 3, 18)
FACTS = {"sent_on": SENT, "channel": "letter", "addressing": Addressing.DEDUCED}


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("editor"))
    return client


def shown(client, viewset, query=""):
    response = client.get(reverse(f"{viewset}:list") + query)
    return [row.pk for row in response.context["table"].data]


def test_the_longest_silence_is_on_top_and_what_is_answered_below(editor):
    answered = AnswerFactory().sending
    young = SendingFactory(sent_on=date(2016, 5, 1))
    old = SendingFactory(sent_on=date(2015, 5, 1))
    unsent = SendingFactory(sent_on=None)
    assert shown(editor, SENDING)[:2] == [old.pk, young.pk]
    assert set(shown(editor, SENDING)[2:]) == {answered.pk, unsent.pk}
    asked = [row.recommendation_id for row in (old, young)]
    assert shown(editor, RECOMMENDATION, "?ordering=waiting")[:2] == asked
    assert shown(editor, RECOMMENDATION, "?ordering=-waiting")[:2] == asked[::-1]


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("waiting", {"late", "noted", "plain"}),
        ("overdue", {"late"}),
        ("noted", {"noted"}),
        ("answered", {"answered"}),
        ("not-sent", {"unsent"}),
    ],
)
def test_sendings_are_filtered_by_where_they_stand(editor, state, names):
    rows = {
        "late": SendingFactory(due_on=date(2015, 4, 1), basis=Basis.ASKED),
        "noted": AnswerFactory(kind=AnswerKind.HOLDING, position="").sending,
        "plain": SendingFactory(),
        "answered": AnswerFactory().sending,
        "unsent": SendingFactory(sent_on=None),
    }
    assert set(shown(editor, SENDING, f"?state={state}")) == {rows[name].pk for name in names}


def test_recommendations_are_filtered_by_state_addressee_and_missing_dutch(editor):
    silent = SendingFactory()
    AnswerFactory()
    french = RecommendationFactory(title_nl="")
    assert shown(editor, RECOMMENDATION, "?state=open") == [silent.recommendation_id]
    to = f"?authority={silent.authority_id}"
    assert shown(editor, RECOMMENDATION, to) == [silent.recommendation_id]
    assert shown(editor, RECOMMENDATION, "?has_dutch=false") == [french.pk]


def record(client, sending, way, **form):
    return client.post(reverse("record_answer", args=[sending.pk, way]), form)


def test_an_answer_is_recorded_from_its_line_with_its_files(editor):
    sending = SendingFactory()
    file = SimpleUploadedFile("Réponse du conseil.pdf", b"%PDF-1.4", "application/pdf")
    response = record(
        editor,
        sending,
        "answer",
        received_on="2015-04-01",
        kind="substantive",
        position="in-principle",
        text="Akkoord.",
        text_language="nl",
        files=[file],
    )
    assert response.status_code == 302, response.context["form"].errors
    answer = sending.answers.get()
    assert (answer.position, answer.text_language) == ("in-principle", "nl")
    document = answer.files.get().document
    assert (document.title, document.language) == ("Réponse du conseil", "nl")


def test_an_acknowledgement_and_an_extension_leave_it_open(editor):
    sending = SendingFactory(due_on=date(2015, 4, 20))
    day = {"received_on": "2015-04-01"}
    assert record(editor, sending, "acknowledged", kind="holding", **day).status_code == 302
    assert record(editor, sending, "extension", extended_to="2015-06-01", **day).status_code == 302
    clock = Sending.objects.get().clock(date(2015, 5, 1))
    assert clock.is_open
    assert clock.due.written == date(2015, 6, 1)


@pytest.mark.parametrize(
    ("way", "form"),
    [
        ("answer", {"received_on": "2015-04-01", "kind": "substantive"}),
        ("answer", {"received_on": "2015-01-01", "kind": "refusal"}),
        ("answer", {"received_on": "2015-04-01", "kind": "holding"}),
        ("extension", {"received_on": "2015-04-01"}),
        ("extension", {"received_on": "2015-04-01", "extended_to": "2015-03-20"}),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_word(editor, way, form):
    response = record(editor, SendingFactory(), way, **form)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Answer.objects.exists()


def test_only_who_keeps_the_ledger_records(client):
    client.force_login(User.objects.create_user("visitor"))
    assert record(client, SendingFactory(), "answer").status_code in (302, 403)
    assert not Answer.objects.exists()


def test_many_are_sent_at_once(editor):
    asked = [RecommendationFactory(), RecommendationFactory()]
    authorities = [AuthorityFactory(), AuthorityFactory()]
    ids = "&".join(f"id={one.pk}" for one in asked)
    url = reverse("wagtail_bulk_action", args=["publications", "recommendation", "sent_to"])
    form = {
        "authorities": [one.pk for one in authorities],
        "addressing": "named",
        "sent_on": "2015-03-18",
        "channel": "letter",
        "due_on": "2015-05-18",
        "basis": "asked",
    }
    assert "Demander" in editor.get(f"{url}?{ids}").content.decode()
    response = editor.post(f"{url}?{ids}", form, follow=True)
    assert Sending.objects.filter(sent_on=SENT, due_on=date(2015, 5, 18)).count() == 4
    batch = Batch.objects.get()
    assert reverse("batch", args=[batch.pk]) in response.content.decode()
    assert editor.get(reverse("batch", args=[batch.pk])).status_code == 200
    editor.post(reverse("undo_batch", args=[batch.pk]))
    assert not Sending.objects.exists()


def test_nothing_is_sent_twice_and_what_waited_for_its_date_gets_it():
    silent, again = SendingFactory(sent_on=date(2015, 1, 5)), AnswerFactory().sending
    unsent = SendingFactory(sent_on=None, authority=silent.authority, addressing=Addressing.NAMED)
    authorities = {silent.authority, again.authority}
    asked = [row.recommendation for row in (silent, again, unsent)]
    facts = {**FACTS, "sent_on": date(2016, 1, 5)}
    done = dispatch.send(asked, authorities, facts, None)
    assert done.known == [silent]
    assert done.completed == [unsent]
    assert len(done.created) == 4  # the other authority each time, and what was answered long ago
    unsent.refresh_from_db()
    assert (unsent.sent_on, unsent.addressing) == (date(2016, 1, 5), Addressing.NAMED)
    assert dispatch.send(asked, authorities, facts, None).done == []


def test_undoing_leaves_what_has_an_answer_and_gives_back_what_had_no_date():
    unsent = SendingFactory(sent_on=None)
    authority = unsent.authority
    others = [RecommendationFactory(), RecommendationFactory()]
    batch = dispatch.send([unsent.recommendation, *others], [authority], FACTS, None).batch
    answered = Sending.objects.get(recommendation=others[0])
    AnswerFactory(sending=answered)
    assert dispatch.undo(batch) == (2, 1)
    unsent.refresh_from_db()
    assert (unsent.sent_on, unsent.channel) == (None, "")
    assert set(Sending.objects.all()) == {unsent, answered}


def test_a_published_recommendation_is_withdrawn_not_deleted(editor):
    published, draft = RecommendationFactory(), RecommendationFactory(live=False)
    with pytest.raises(models.ProtectedError):
        published.delete()
    editor.post(reverse(f"{RECOMMENDATION}:delete", args=[published.pk]))
    url = reverse("wagtail_bulk_action", args=["publications", "recommendation", "delete"])
    editor.post(f"{url}?id={published.pk}&id={draft.pk}")
    assert Recommendation.objects.count() == 2
    editor.post(reverse(f"{RECOMMENDATION}:delete", args=[draft.pk]))
    assert Recommendation.objects.get() == published


def test_a_passage_is_chosen_by_its_first_words(editor):
    body = [("paragraph", "<p>Une phrase que l’on cherche.</p>"), ("lead", "Autre chose.")]
    page = publication(publication_index(language_roots()[0]), body=body)
    page.save()
    (anchor, words), _other = passages(page.pk)
    assert words == "Une phrase que l’on cherche."
    assert anchor.startswith("p-")
    answer = editor.get(reverse("passages", args=[page.pk])).json()
    assert answer["passages"][0] == [anchor, words]
    one = RecommendationFactory(source_page=page, source_anchor=anchor)
    html = editor.get(reverse(f"{RECOMMENDATION}:edit", args=[one.pk])).content.decode()
    assert f'<option value="{anchor}" selected>' in html


@pytest.mark.parametrize("count", [3, 60])
def test_lists_ask_as_little_for_many_as_for_few(editor, count, django_assert_max_num_queries):
    on = timezone.localdate()
    for n in range(count):
        AnswerFactory(kind=AnswerKind.HOLDING, sending__sent_on=on - timedelta(days=n + 1))
    for viewset in (SENDING, RECOMMENDATION):
        editor.get(reverse(f"{viewset}:list"))
        with django_assert_max_num_queries(30):
            editor.get(reverse(f"{viewset}:list"))


def test_the_form_of_an_authority_tells_what_its_new_holder_found(editor):
    heir = AuthorityFactory()
    gone = AuthorityFactory(successor=heir, ended_on=date(2014, 12, 31))
    term = {"role_fr": "Conseil élu", "started_on": date(2015, 12, 3)}
    holder = Holder.objects.create(authority=heir, **term)
    inherited = SendingFactory(authority=gone, recommendation__title_fr="Ancienne")
    asked = SendingFactory(authority=heir, sent_on=date(2016, 1, 4))
    url = reverse("wagtailsnippets_publications_authority:edit", args=[heir.pk])
    html = editor.get(url).content.decode()
    found, since = (html.index(reverse(f"{SENDING}:edit", args=[s.pk])) for s in (inherited, asked))
    assert html.index("Conseil élu") < found < since
    assert Sending.objects.found_by(holder, date(2016, 2, 1)).get() == inherited


@pytest.mark.parametrize("model", ["followup", "assessment"])
def test_from_a_recommendation_its_name_is_filled_in(editor, model):
    one = RecommendationFactory()
    url = reverse(f"wagtailsnippets_publications_{model}:add")
    assert url in editor.get(reverse(f"{RECOMMENDATION}:edit", args=[one.pk])).content.decode()
    assert one.title_fr in editor.get(f"{url}?recommendation={one.pk}").content.decode()
    assert editor.get(f"{url}?recommendation=abc").status_code == 200
