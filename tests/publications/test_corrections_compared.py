"""What changed between two versions, told passage by passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.longform.corrections.comparing import (
    LONGEST,
    Passage,
    compare,
    pieces_of,
    within_limits,
)
from publications.models import Version
from tests.factories.cms import language_roots
from tests.factories.publications import publication_index
from tests.factories.versions import again, correction, published


def passages(*pairs):
    return [Passage(key, words, form=words) for key, words in pairs]


ABC = passages(("a", "un"), ("b", "deux"), ("c", "trois"))


def told(before, after):
    return [(one.kind, one.passage.key) for one in compare(before, after)]


def test_the_same_is_not_told():
    assert told(ABC, ABC) == []


def test_each_passage_is_told_once_in_the_order_of_the_later_version():
    after = passages(("a", "un"), ("x", "nouveau"), ("c", "trois autres"))
    assert told(ABC, after) == [("removed", "b"), ("added", "x"), ("changed", "c")]


def test_what_moved_is_not_taken_for_new():
    after = passages(("c", "trois"), ("a", "un"), ("b", "deux"))
    assert told(ABC, after) == [("moved", "c")]


def test_moved_and_changed_is_changed():
    after = passages(("c", "trois !"), ("a", "un"), ("b", "deux"))
    assert told(ABC, after) == [("changed", "c")]


def test_another_link_or_picture_is_told_without_words():
    before, after = Passage("a", "un", form="x"), Passage("a", "un", form="y")
    assert told([before], [after]) == [("form", "a")]


def test_words_are_compared_within_a_passage():
    pieces = pieces_of("Il y a 64 membres.", "Il y a 46 membres.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Il y a "),
        ("removed", "64"),
        ("added", "46"),
        ("same", " membres."),
    ]


def test_a_passage_of_a_whole_chapter_is_not_compared_word_by_word():
    before, after = "un " * (LONGEST + 1), "deux " * (LONGEST + 1)
    assert [piece.kind for piece in pieces_of(before, after)] == ["removed", "added"]


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_pieces(before, after):
    pieces = pieces_of(before, after)
    assert "".join(p.text for p in pieces if p.kind != "added") == before
    assert "".join(p.text for p in pieces if p.kind != "removed") == after


keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(keys, keys)
def test_what_is_not_told_did_not_change(before, after):
    differences = compare(passages(*((k, k) for k in before)), passages(*((k, k) for k in after)))
    kinds = {one.passage.key: one.kind for one in differences}
    assert len(kinds) == len(differences)
    assert {k for k, kind in kinds.items() if kind == "removed"} == set(before) - set(after)
    assert {k for k, kind in kinds.items() if kind == "added"} == set(after) - set(before)


def test_a_page_holds_as_much_as_it_can():
    differences = compare([], passages(*((str(n), "x" * 20_000) for n in range(4))))
    shown, left = within_limits(differences)
    assert (len(shown), left) == (1, 3)
    assert within_limits([]) == ([], 0)


@pytest.mark.django_db
def test_the_public_reads_it_in_words(client):
    page = published(publication_index(language_roots()[0]))
    page = again(page, "Il y a 46 membres.", "Et <i>deux</i> CPAS.", said=correction())
    page = again(page, "Il y a 46 membres.", "Et <b>deux</b> CPAS.", said=correction())
    first, second, _third = Version.objects.of(page)
    html = client.get(f"{page.url}versions/{first.when}/changements/").content.decode()
    assert "64</del>" in html.replace('<span class="visually-hidden">]</span>', "")
    assert "46</ins>" in html.replace('<span class="visually-hidden">]</span>', "")
    assert "Et deux CPAS." in html
    address = f"{page.url}versions/{second.when}/changements/"
    assert "64" not in client.get(address).content.decode().split("</h1>")[1].split("</article>")[0]
    between = client.get(f"{page.url}versions/{first.when}/changements/?to={second.when}")
    assert "46</ins>" in between.content.decode().replace(
        '<span class="visually-hidden">]</span>', ""
    )
    backwards = client.get(f"{address}?to={first.when}")
    assert backwards.status_code == 404
