"""The question in the editor: asked when something public is published again, and only then."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.parity import State, of_page
from cms.roles import Code
from publications.models import ChapterPage, Correction, Declaration, PublicationPage, Version
from tests.factories.cms import add_page
from tests.factories.editors import (
    client_of,
    fill,
    publish_translation,
    site_with_editors,
    start_translation,
)
from tests.factories.publications import publication_index
from tests.factories.versions import FIRST, again, correction, fresh, paragraph, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return site_with_editors()


@pytest.fixture
def page(site):
    index = publication_index(site.fr)
    index.save_revision().publish()
    return published(index)


@pytest.fixture
def coordinator(site):
    return client_of(site.users[Code.COORDINATION])


def form_of(client, page):
    """What the browser would send back, unchanged."""
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    form = response.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if bound.name in ("body", "notes"):
            continue
        if isinstance(value, list):
            data[bound.html_name] = value
        elif value not in (None, False):
            data[bound.html_name] = str(value)
    for formset in form.formsets.values():
        data |= {f"{formset.prefix}-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return data


def post(client, page, text=None, action="publish", **changes):
    data = form_of(client, page)
    body = streamfield([("paragraph", f"<p>{text or 'Il y a 46 membres.'}</p>")])
    body["0"]["id"] = FIRST
    body["0"]["value"] = RICH % (text or "Il y a 46 membres.")
    data |= nested_form_data({"body": body, "notes": streamfield([])})
    data |= {"action-publish": "publish"} if action == "publish" else {}
    data |= {"action-submit": "submit"} if action == "submit" else {}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, data | changes)
    assert response.status_code in (200, 302)
    return response


RICH = (
    '{"blocks":[{"key":"a","type":"unstyled","depth":0,"text":"%s","inlineStyleRanges":[],'
    '"entityRanges":[]}],"entityMap":{}}'
)


def count(page):
    return Version.objects.of(page).count()


def test_a_page_not_public_yet_is_asked_nothing(coordinator, page):
    draft = add_page(page.get_parent(), PublicationPage, title="Neuf", kind="research", live=False)
    assert "change" not in form_of(coordinator, draft)
    assert "change" in form_of(coordinator, page)


@pytest.mark.parametrize(
    "changes",
    [{}, {"change": ""}, {"change": "autre"}, {"change": "correction", "change_nl": "Nee"}],
)
def test_without_a_word_nothing_is_published_and_nothing_lost(coordinator, page, changes):
    response = post(coordinator, page, **changes)
    html = response.content.decode()
    assert response.status_code == 200
    assert "rien n’est perdu" in html or "nothing is lost" in html or "autre" in html
    assert "46 membres" in html
    assert "64 membres" in str(fresh(page).body)
    assert count(page) == 1


def test_a_correction_needs_its_words_in_the_language_of_the_page(coordinator, page):
    words = {"change": "correction", "change_fr": "C’était 46.", "change_passage": f"p-{FIRST[:8]}"}
    assert post(coordinator, page, **words).status_code == 302
    one = Correction.objects.get()
    assert (one.text_fr, one.text_nl, one.passage) == ("C’était 46.", "", f"p-{FIRST[:8]}")
    assert "46 membres" in str(fresh(page).body)
    assert count(page) == 2


def test_a_passage_that_is_not_there_is_refused_with_words(coordinator, page):
    words = {"change": "correction", "change_fr": "C’était 46.", "change_passage": "p-zzzzzzzz"}
    assert post(coordinator, page, **words).status_code == 200
    assert count(page) == 1


@pytest.mark.parametrize(("change", "expected"), [("minor", 1), ("edition", 2)])
def test_the_two_other_kinds_need_no_words(coordinator, page, change, expected):
    assert post(coordinator, page, change=change).status_code == 302
    assert count(page) == expected
    assert not Correction.objects.exists()


def test_a_new_edition_may_have_words(coordinator, page):
    post(coordinator, page, change="edition", change_fr="Un chapitre de plus.")
    assert Correction.objects.get().nature == "edition"


def test_a_draft_needs_no_words_and_keeps_those_it_has(coordinator, page):
    assert post(coordinator, page, action="save").status_code == 302
    assert not Correction.objects.exists()
    post(coordinator, page, action="save", change="minor", change_nl="Later.")
    assert form_of(coordinator, page)["change"] == "minor"
    assert form_of(coordinator, page)["change_nl"] == "Later."


def test_once_published_the_next_change_is_asked_anew(coordinator, page):
    post(coordinator, page, change="minor", change_fr="Une virgule.")
    asked = form_of(coordinator, page)
    assert asked["change"] == "correction"
    assert not asked.get("change_fr")


def test_a_chapter_is_asked_the_same(coordinator, page):
    chapter = add_page(page, ChapterPage, title="Un", body=[paragraph("Il y a 64 membres.")])
    chapter.save_revision().publish()
    assert post(coordinator, chapter).status_code == 200
    assert post(coordinator, chapter, change="edition").status_code == 302
    assert count(chapter) == 2


def test_the_committee_publishes_what_was_said(
    coordinator, site, page, django_capture_on_commit_callbacks
):
    words = {"change": "correction", "change_fr": "C’était 46."}
    assert post(coordinator, page, action="submit", **words).status_code == 302
    assert not Correction.objects.exists()
    state = fresh(page).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client_of(site.users[Code.COMMITTEE]).post(url, {"comment": ""})
    assert Correction.objects.get().text_fr == "C’était 46."
    assert count(page) == 2


# --- and the other language --------------------------------------------------------------------


@pytest.fixture
def dutch(page, django_capture_on_commit_callbacks):
    """Its translation, complete and public."""
    start_translation(page.get_parent()).get_target_instance()
    translation = start_translation(page)
    fill(translation)
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(translation)
    found = translation.get_target_instance()
    assert of_page(found).state == State.IN_STEP
    return found


@pytest.fixture
def tell(page, django_capture_on_commit_callbacks):
    def tell(*texts, said):
        with django_capture_on_commit_callbacks(execute=True):
            return again(page, *texts, said=said)

    return tell


def test_a_minor_edit_spares_the_translation_a_correction_does_not(coordinator, page, dutch):
    post(coordinator, page, text="Il y a 64 membre.", change="minor")
    assert of_page(fresh(dutch)).state == State.IN_STEP
    post(coordinator, page, change="correction", change_fr="C’était 46.")
    assert of_page(fresh(dutch)).state == State.OUT_OF_DATE


def test_readers_of_a_translation_learn_of_a_correction_it_does_not_contain(client, dutch, tell):
    tell("Il y a 46 membres.", said=correction(text_nl="Het waren er 46."))
    html = client.get(dutch.url).content.decode()
    assert "Het waren er 46." in html
    assert "bevat" in html or "does not contain" in html


def test_without_dutch_words_the_french_ones_are_marked(client, dutch, tell):
    tell("Il y a 46 membres.", said=correction("C’était 46."))
    html = client.get(dutch.url).content.decode()
    assert '<span class="fallback" lang="fr-BE">C’était 46.' in html


def test_a_translation_brought_up_to_date_keeps_its_version_before(
    client, page, dutch, tell, django_capture_on_commit_callbacks
):
    tell("Il y a 46 membres.", said=correction(text_nl="Het waren er 46."))
    translation = start_translation(page)
    fill(translation, {f"body.{FIRST}": "Er zijn 46 leden."})
    with django_capture_on_commit_callbacks(execute=True):
        publish_translation(translation)
    first, second = Version.objects.of(dutch)
    assert (first.nature, second.nature) == ("first", "correction")
    assert client.get(f"{dutch.url}versies/{first.when}/").status_code == 200
    html = client.get(dutch.url).content.decode()
    assert f"versies/{first.when}/" in html


# --- who may what ------------------------------------------------------------------------------


def edit(record):
    return reverse(f"wagtailsnippets_publications_{record._meta.model_name}:edit", args=[record.pk])


def test_translators_complete_corrections_and_withdraw_nothing(site, page):
    page = again(page, "Il y a 46 membres.", said=correction())
    one, version = Correction.objects.get(), Version.objects.of(page).first()
    translator = client_of(site.users[Code.TRANSLATION])
    data = {"made_on": "2015-03-01", "text_fr": one.text_fr, "text_nl": "Het waren er 46."}
    assert translator.post(edit(one), data).status_code == 302
    one.refresh_from_db()
    assert one.text_nl == "Het waren er 46."
    assert translator.get(edit(version)).status_code == 302
    for code in (Code.FACILITATION, Code.COMMITTEE):
        for record in (one, version):
            assert client_of(site.users[code]).get(edit(record)).status_code == 302


def test_the_coordination_withdraws_earlier_versions_only(coordinator, page):
    page = again(page, "Il y a 46 membres.", said=correction())
    first, present = Version.objects.of(page)
    data = {"withdrawn_on": "2016-03-01", "withdrawn_because": "personal"}
    assert coordinator.post(edit(present), data).status_code == 200
    assert coordinator.post(edit(first), {"withdrawn_on": "2016-03-01"}).status_code == 200
    assert coordinator.post(edit(first), data).status_code == 302
    first.refresh_from_db()
    assert first.withdrawn_because == "personal"
    listed = coordinator.get(reverse("wagtailsnippets_publications_version:list"))
    assert [one.pk for one in listed.context["object_list"]] == [first.pk]


@pytest.mark.parametrize("name", ["correction", "version"])
def test_nobody_makes_one_by_hand(coordinator, name):
    url = reverse(f"wagtailsnippets_publications_{name}:add")
    assert coordinator.get(url).status_code == 302
    assert coordinator.get(reverse(f"wagtailsnippets_publications_{name}:list")).status_code == 200


def test_what_was_said_is_forgotten_with_its_revision(page):
    draft = fresh(page)
    draft.said = correction()
    draft.save_revision()
    page.revisions.all().delete()
    assert not Declaration.objects.exists()
