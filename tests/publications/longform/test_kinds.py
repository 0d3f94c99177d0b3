"""What concerns a kind is shown of that kind, once for both languages."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from groups.models import GroupIndexPage, GroupPage
from groups.productions import Production
from publications.longform.kinds import Aspect, ChapterRole, Kind, concerns
from publications.models import Attachment, Evaluation, ProgrammeItem, Speaker
from tests.factories.cms import DocumentFactory, ImageFactory, add_page
from tests.factories.colloquia import chapter, colloquium, in_dutch
from tests.factories.editors import front_pages
from tests.factories.publications import ThemeFactory, publication, publication_index

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def french_front():
    return front_pages()[0]


@pytest.fixture
def index(french_front):
    return publication_index(french_front)


@pytest.fixture
def translated_index(index):
    in_dutch(index, "Publicaties")
    return index


def linked_data(response):
    text = response.content.decode()
    start = text.index('<script type="application/ld+json">') + 35
    return json.loads(text[start : text.index("</script>", start)])


def test_proceedings_tell_the_day_with_who_spoke_in_which_role(client, index):
    page = colloquium(index)
    text = client.get(page.url).content.decode()
    for words in ("26 mars 2015", "Maison des arts", "09:30", "Une oratrice, échevine"):
        assert words in text
    assert text.index("Accueil") < text.index("Atelier logement")
    assert text.index("animatrice de rue") < text.index("juriste")


def test_the_translation_reads_the_rows_of_its_original_in_its_own_words(client, translated_index):
    twin = in_dutch(colloquium(translated_index), "Handelingen")
    text = client.get(twin.url).content.decode()
    assert "Onthaal" in text
    assert "Une oratrice, schepen" in text
    assert "Huis der kunsten" in text
    assert '<span class="fallback" lang="fr-BE">Atelier logement' in text
    assert ProgrammeItem.objects.count() == 2


def test_a_moment_leads_to_its_chapter_in_the_language_of_the_reader(client, translated_index):
    page = colloquium(translated_index)
    here = chapter(page, "Le discours")
    twin = in_dutch(page, "Handelingen")
    there = in_dutch(here, "De toespraak")
    page.programme.filter(title_fr="Accueil").update(chapter=here)
    assert f'href="{here.url}">Accueil' in client.get(page.url).content.decode()
    assert f'href="{there.url}">Onthaal' in client.get(twin.url).content.decode()


def test_a_chapter_in_preparation_is_not_linked(client, index):
    page = colloquium(index)
    page.programme.filter(title_fr="Accueil").update(chapter=chapter(page, "Secret", live=False))
    text = client.get(page.url).content.decode()
    assert "Accueil" in text
    assert "secret" not in text.lower()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.PROCEEDINGS])
def test_facts_typed_for_another_kind_are_not_shown(client, index, kind):
    page = colloquium(index)
    page.kind = kind
    page.save()
    text = client.get(page.url).content.decode()
    assert "Accueil" not in text
    assert "Maison des arts" not in text


def test_every_aspect_concerns_some_kind():
    assert all(any(concerns(aspect, kind) for kind in Kind) for aspect in Aspect)


def test_a_diagnosis_says_its_period_its_territory_its_method(client, index):
    page = publication(
        index,
        kind=Kind.DIAGNOSIS,
        covers_from=2012,
        covers_to=2014,
        territory_fr="Quartiers Nord",
        method="Trente entretiens.\n\nUne table ronde.",
    )
    text = client.get(page.url).content.decode()
    for words in ("2012–2014", "Quartiers Nord", "<p>Trente entretiens.</p>"):
        assert words in text


def test_the_method_may_be_a_chapter(client, index):
    page = publication(index, kind=Kind.DIAGNOSIS)
    note = chapter(page, "Comment nous avons travaillé", role=ChapterRole.METHOD)
    text = client.get(page.url).content.decode()
    section = text[text.index('id="method"') :]
    assert f'href="{note.url}"' in section


def test_a_tool_says_whether_it_works(client, index):
    page = publication(index, kind=Kind.PRACTICE, purpose="Préparer un premier entretien.")
    assert "<p>Préparer un premier entretien.</p>" in client.get(page.url).content.decode()
    for day, result in (("2014-05-01", "Trop long."), ("2015-05-01", "Bien accueilli.")):
        page.evaluations.add(Evaluation(evaluated_on=dt.date.fromisoformat(day), result_fr=result))
    page.save()
    text = client.get(page.url).content.decode()
    assert text.index("Bien accueilli.") < text.index("Trop long.")


def test_what_comes_with_it_in_the_language_of_the_reader_first(client, index):
    page = publication(index)
    files = {code: DocumentFactory(language=code) for code in ("fr", "nl")}
    page.attachments.add(
        Attachment(title_fr="Annexe", title_nl="Bijlage", file_fr=files["fr"], file_nl=files["nl"])
    )
    page.attachments.add(Attachment(title_fr="Sans fichier", sort_order=2))
    page.save()
    text = client.get(page.url).content.decode()
    assert text.index(files["fr"].url) < text.index(files["nl"].url)
    assert "Sans fichier" not in text


def test_groups_are_named_only_to_who_may_open_their_page(client, french_front, index):
    groups = add_page(french_front, GroupIndexPage, title="Groupes")
    page = publication(index)
    for title, live in (("Aînés", True), ("Caché", False)):
        group = add_page(groups, GroupPage, title=title, live=live)
        Production.objects.create(page=group, publication=page)
    text = client.get(page.url).content.decode()
    assert "Aînés" in text
    assert "Caché" not in text


def test_a_chapter_waits_for_the_whole(client, index):
    page = publication(index)
    one = chapter(page, "Prêt")
    assert client.get(one.url).status_code == 200
    page.live = False
    page.save()
    assert client.get(one.url).status_code == 404


def test_schema_org_knows_the_whole_and_its_parts(client, index):
    page = colloquium(index)
    first, second = chapter(page, "Un"), chapter(page, "Deux")
    whole = linked_data(client.get(page.url))
    assert whole["@type"] == "Book"
    assert [part["name"] for part in whole["hasPart"]] == ["Un", "Deux"]
    assert whole["about"][0]["startDate"] == "2015-03-26"
    part = linked_data(client.get(second.url))
    assert (part["@type"], part["position"]) == ("Chapter", 2)
    assert part["isPartOf"]["@id"] == whole["@id"]
    assert first.url in json.dumps(whole)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (ProgrammeItem(), "title_fr"),
        (Speaker(), "name"),
        (Attachment(), "file_fr"),
        (Evaluation(), "result_fr"),
    ],
)
def test_an_empty_row_says_what_it_needs(row, field):
    with pytest.raises(ValidationError) as refused:
        row.clean()
    assert field in refused.value.message_dict


def test_a_full_page_keeps_its_budget(client, french_front, index, django_assert_max_num_queries):
    groups = add_page(french_front, GroupIndexPage, title="Groupes")
    page = colloquium(index, document=DocumentFactory(), cover=ImageFactory())
    page.themes.add(ThemeFactory())
    for n in range(40):
        one = chapter(page, f"Chapitre {n}")
        item = ProgrammeItem(title_fr=f"Moment {n}", chapter=one, sort_order=n)
        item.speakers.add(Speaker(name=f"Personne {n}"))
        page.programme.add(item)
        page.attachments.add(Attachment(title_fr="Annexe", file_fr=DocumentFactory()))
    page.save()
    for n in range(3):
        group = add_page(groups, GroupPage, title=f"Groupe {n}")
        Production.objects.create(page=group, publication=page)
    client.get(page.url)
    with django_assert_max_num_queries(BUDGET):
        response = client.get(page.url)
    assert "Groupe 2" in response.content.decode()
    assert len(response.content) <= 60_000


def sent(page, action="action-publish", **values):
    told = ("programme", "evaluations", "attachments", "comments")
    rows = {name: inline_formset([]) for name in told}
    texts = {"body": streamfield([]), "notes": streamfield([])}
    own = {"title": page.title, "slug": page.slug, "language": "fr", "kind": page.kind}
    return nested_form_data({**own, **rows, **texts, **values, action: "1"})


class TestForm:
    def post(self, client, page, **values):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(address, sent(page, **values), follow=True).content.decode()

    def diagnosis(self, index):
        return publication(index, "Diagnostic", kind=Kind.DIAGNOSIS, live=False)

    def is_live(self, page):
        return type(page).objects.get(pk=page.pk).live

    def test_a_diagnosis_without_its_method_is_not_published(self, admin_client, index):
        page = self.diagnosis(index)
        assert "note de méthode" in self.post(admin_client, page)
        assert not self.is_live(page)

    def test_it_is_kept_as_a_draft(self, admin_client, index):
        page = self.diagnosis(index)
        self.post(admin_client, page, action="action-save", territory_fr="Nord")
        draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
        assert draft.territory_fr == "Nord"

    def test_with_a_method_it_is_published(self, admin_client, index):
        page = self.diagnosis(index)
        self.post(admin_client, page, method="Trente entretiens.")
        assert self.is_live(page)

    @pytest.mark.parametrize(("live", "enough"), [(True, True), (False, False)])
    def test_a_chapter_of_method_is_enough_if_it_is_published(
        self, admin_client, index, live, enough
    ):
        page = self.diagnosis(index)
        chapter(page, "Méthode", role=ChapterRole.METHOD, live=live)
        self.post(admin_client, page)
        assert self.is_live(page) is enough

    def test_what_ends_before_it_begins_is_refused(self, admin_client, index):
        page = publication(index, kind=Kind.ACTIVITY_REPORT, live=False)
        self.post(admin_client, page, covers_from="2015", covers_to="2014")
        assert not self.is_live(page)

    def test_the_form_lists_chapters_and_says_what_concerns_which_kind(self, admin_client, index):
        page = colloquium(index)
        chapter(page, "Le discours", live=False)
        text = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert "Le discours" in text
        assert (
            reverse("wagtailadmin_pages:add", args=["publications", "chapterpage", page.pk]) in text
        )
        assert 'data-kinds="proceedings"' in text
        assert "js/admin/publication_kind.js" in text


def test_a_file_of_a_chapter_waits_with_it(client, index):
    page = publication(index)
    one = chapter(page, "Prêt")
    address = one.url.rstrip("/") + ".txt"
    assert client.get(address).status_code == 200
    page.live = False
    page.save()
    assert client.get(address).status_code == 404
    assert one.url not in client.get("/fr/sitemap.xml").content.decode()
