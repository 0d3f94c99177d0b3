"""How pages are loaded from files: interrupted, completed, added to, refused."""

import pytest
import yaml
from django.conf import settings
from django.contrib.auth import get_user_model
from wagtail.models import Page

from home.demo.files import read_all
from home.demo.library import Library, NotThere, identity_of_page
from home.demo.memory import Memory
from home.demo.pages import PageLoader
from home.models import FrontPage, NewsIndexPage, StandardPage
from home.translating import TranslationMismatch
from home.tree import ensure_site
from home.tree import identity as identity_of_set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(db):
    ensure_site()


@pytest.fixture
def write(tmp_path):
    def write(key, **content):
        if "fills" not in content:
            content = {
                "type": "home.StandardPage",
                "parent": "front",
                "published": "2015-06-02",
                "title": {"fr": f"Page {key}", "nl": f"Blad {key}"},
                "slug": {"fr": f"fr-{key}", "nl": f"nl-{key}"},
            } | content
        (tmp_path / f"{key}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")

    return write


@pytest.fixture
def load(tmp_path):
    def load():
        memory = Memory()
        library = Library(settings.BASE_DIR / "demo", memory)
        return PageLoader(memory, library, tell=lambda text: None).load(read_all(tmp_path))

    return load


def paragraph(fr, nl):
    return {"paragraph": {"fr": fr, "nl": nl}}


def loaded(key, language="fr"):
    return StandardPage.objects.get(
        translation_key=identity_of_page(key), locale__language_code=language
    )


def news(language):
    return NewsIndexPage.objects.get(locale__language_code=language)


def test_pages_may_link_to_each_other_in_a_circle(write, load):
    write("one", body=[paragraph("Vers [deux](page:two).", "Naar [twee](page:two).")])
    write("two", parent="one", body=[paragraph("Vers [un](page:one).", "Naar [een](page:one).")])
    assert load() == 2
    assert f'id="{loaded("two").pk}"' in str(loaded("one").body[0].value.source)
    assert loaded("two", "nl").get_parent().specific == loaded("one", "nl")


def test_a_link_to_nowhere_is_refused(write, load):
    write("one", body=[paragraph("Vers [rien](page:nowhere).", "Naar [niets](page:nowhere).")])
    with pytest.raises(NotThere, match="nowhere"):
        load()


def test_what_was_interrupted_goes_on_where_it_stopped(write, load, monkeypatch):
    for key in ("one", "two", "three"):
        write(key, body=[paragraph("Bonjour.", "Goeiedag.")])
    complete, done = PageLoader.complete, []

    def stop_at_the_second(self, entry):
        complete(self, entry)
        done.append(entry.key)
        if len(done) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(PageLoader, "complete", stop_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            load()
    kept = [key for key in done if loaded(key).live]
    assert len(kept) == 1  # the second was undone with its transaction
    assert load() == 2
    for key in ("one", "two", "three"):
        assert loaded(key).live
        assert loaded(key, "nl").live


def test_the_two_versions_must_have_the_same_texts(write, load):
    write("one", body=[paragraph("Un.\n\nDeux.", "Een.")])
    with pytest.raises(TranslationMismatch):
        load()
    assert not loaded("one").live


def test_texts_of_a_table_are_paired_by_order(write, load):
    rows = [
        {"values": [{"fr": "juin", "nl": "juni"}, {"fr": "école", "nl": "school"}]},
        {"values": [{"fr": "août", "nl": "augustus"}, {"fr": "santé", "nl": "gezondheid"}]},
    ]
    columns = [
        {"type": "text", "heading": {"fr": "Mois", "nl": "Maand"}},
        {"type": "text", "heading": {"fr": "Sujet", "nl": "Onderwerp"}},
    ]
    caption = {"fr": "Rencontres", "nl": "Ontmoetingen"}
    table = {"caption": caption, "columns": columns, "rows": rows}
    write("one", body=[{"table": {"table": table, "source": {"fr": "Nous", "nl": "Wij"}}}])
    load()
    value = loaded("one", "nl").body[0].value["table"]
    assert value.caption == "Ontmoetingen"
    assert [row["values"] for row in value.row_data] == [
        ["juni", "school"],
        ["augustus", "gezondheid"],
    ]


def test_a_page_of_the_set_up_is_completed_in_both_languages(write, load):
    write("privacy", fills="privacy", body=[paragraph("Davantage.", "Meer.")])
    load()
    pages = StandardPage.objects.filter(translation_key=identity_of_set_up("privacy"))
    texts = {page.locale.language_code: str(page.body) for page in pages}
    assert "Davantage." in texts["fr"]
    assert "Meer." in texts["nl"]
    assert "Davantage." not in texts["nl"]
    assert {page.title for page in pages} == {"Vie privée", "Privacy"}


def test_a_page_that_somebody_edited_is_left_alone(write, load):
    page = StandardPage.objects.get(slug="vie-privee")
    page.lead = "À nous."
    page.save_revision(user=get_user_model().objects.create_user("somebody")).publish()
    write("privacy", fills="privacy", lead={"fr": "À eux.", "nl": "Van hen."})
    load()
    assert StandardPage.objects.get(slug="vie-privee").lead == "À nous."


def test_blocks_are_added_below_those_of_the_set_up(write, load):
    before = {page.locale_id: [b.id for b in page.body] for page in FrontPage.objects.all()}
    write("welcome", fills="front", adds=True, body=[paragraph("Bonjour.", "Goeiedag.")])
    load()
    for page in FrontPage.objects.all():
        ids = [block.id for block in page.body]
        assert ids[:-1] == before[page.locale_id]
    assert "Goeiedag." in str(FrontPage.objects.get(locale__language_code="nl").body)


def test_a_page_is_put_in_front_of_its_neighbour_once_in_both_languages(write, load):
    write("one", before="news")
    load()
    for language, page in (("fr", loaded("one")), ("nl", loaded("one", "nl"))):
        assert page.get_next_sibling().specific == news(language)
        page.move(news(language), pos="right")
    write("two", before="agenda")
    load()
    assert loaded("one").get_prev_sibling().specific == news("fr")


def test_a_page_is_known_in_its_history(write, load):
    write("one")
    load()
    assert Memory().pk("page:one") == loaded("one").pk
    Page.objects.get(pk=loaded("one").pk).delete()
    assert load() == 0
