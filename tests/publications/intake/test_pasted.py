"""A text copied from a PDF: what is mended, what is told, and what is left to a person."""

from hypothesis import given, settings
from hypothesis import strategies as st

from publications.longform.intake.marks import from_marks, to_marks
from publications.longform.intake.pasted.reading import read
from publications.longform.intake.pieces import Kind, Reading, Status

FLOW = """Le premier paragraphe est assez long pour que ses lignes
soient pleines, comme celles d’un livre que l’on aurait
copié sans y penser ; il continue encore un peu, et se
termine ici."""


def codes(reading, status=None):
    return {f.code for f in reading.findings if status in (None, f.status)}


def texts(reading, kind=None):
    return [p.text for p in reading.pieces if kind in (None, p.kind)]


def wrapped(*words_at_ends) -> str:
    """A text whose lines are cut as a narrow column cuts them."""
    filler = "Voici une ligne de la largeur habituelle de la colo"
    lines = []
    for first, second in words_at_ends:
        lines += [f"{filler}, {first}", f"{second} et la suite de la phrase qui va jusqu’au bout,"]
    return "\n".join([*lines, "fin du texte."])


def test_lines_become_paragraphs_again():
    reading = read(f"{FLOW}\n\n{FLOW}")
    assert len(texts(reading, Kind.PARAGRAPH)) == 2
    assert "\n" not in texts(reading)[0]
    assert "ses lignes soient pleines" in texts(reading)[0]


def test_words_cut_at_the_end_of_a_line():
    source = wrapped(
        ("la coordi-", "nation"), ("peut-", "être"), ("au-", "delà"), ("Saint-", "Josse")
    )
    words = " ".join(texts(read(source)))
    for word in ("coordination", "peut-être", "au-delà", "Saint-Josse"):
        assert word in words
    assert {"joined_words", "kept_hyphens"} <= codes(read(source))


def test_a_word_that_could_be_either_is_asked():
    source = wrapped(("la porte", "manteau"), ("le porte-", "manteau")) + " Une porte, un manteau."
    reading = read(source)
    doubt = next(f for f in reading.findings if f.code == "doubtful_word")
    assert (doubt.before, doubt.after, doubt.status) == (
        "porte-manteau",
        "portemanteau",
        Status.UNCERTAIN,
    )


def test_letters_torn_by_the_font_are_mended():
    torn = "Un défi  difficile à fi xer : des effi cacités, des fl eurs, au fi l des fi nances. "
    words = texts(read(torn.replace("difficile", "diffi cile") * 3))[0]
    assert "défi difficile à fixer : des efficacités, des fleurs, au fil des finances" in words


def test_a_word_that_ends_with_fi_is_left_alone():
    assert "un défi de taille" in texts(read("Voici un défi de taille, sans fin ni final fixe."))[0]


def test_page_numbers_and_running_heads_go_and_are_told():
    words = ["un", "deux", "trois", "quatre"]
    pages = [f"Le chapitre {word} commence.\n\n{FLOW}\n\nIl finit, {word}." for word in words]
    body = "".join(f"Rapport annuel\n\n{page}\n\n{n}\f" for n, page in enumerate(pages, 1))
    reading = read(body)
    assert "Rapport annuel" not in " ".join(texts(reading))
    assert {"page_numbers", "running_heads"} <= codes(reading, Status.CHANGED)


def test_a_passage_cut_by_a_page_is_one_again():
    reading = read(f"{FLOW[:-12]}\n12\f et reprend à la page suivante.\n\n{FLOW}")
    assert "peu, et se et reprend" in texts(reading)[0]
    assert "cut_by_page" in codes(reading)


CONTENTS = """Sommaire
1. Objet.....3
2. Moyens.....4
Les personnes.....5
Les lieux.....6

1. Objet

Un texte.

2. Moyens

Les personnes

Des gens.

Les lieux

Des salles.

Une remarque

Rien.
"""


def test_the_table_of_contents_says_which_lines_are_headings():
    reading = read(CONTENTS)
    headings = [(p.level, p.number, p.text) for p in reading.pieces if p.kind == Kind.HEADING]
    assert headings == [
        (1, "1", "Objet"),
        (1, "2", "Moyens"),
        (2, "", "Les personnes"),
        (2, "", "Les lieux"),
        (3, "", "Une remarque"),
    ]
    assert "contents_list" in codes(reading, Status.CHANGED)


def test_a_title_of_the_contents_that_is_not_in_the_text_is_told():
    reading = read(CONTENTS.replace("\nLes lieux\n\nDes salles", "\nDes salles"))
    assert [f.before for f in reading.findings if f.code == "title_not_found"] == ["Les lieux"]


def test_every_kind_of_bullet_makes_a_list():
    for mark in "•-–▪➢*":
        reading = read(f"Nous voulons :\n\n{mark} un lieu\n{mark} du temps\n\nMerci à tous.")
        assert texts(reading, Kind.LIST) == ["<ul><li>un lieu</li><li>du temps</li></ul>"]


def test_two_levels_of_bullets():
    reading = read("Nous voulons :\n\n• un lieu\no petit\no grand\n• du temps\n\nFin.")
    inner = "<ul><li>petit</li><li>grand</li></ul>"
    assert texts(reading, Kind.LIST) == [f"<ul><li>un lieu{inner}</li><li>du temps</li></ul>"]


def test_numbers_that_do_not_follow_are_kept_and_told():
    reading = read("Nos demandes :\n\n1. un lieu,\n2. du temps,\n4. de l’argent.\n\nFin.")
    kept = [(p.number, p.text) for p in reading.pieces if p.kind == Kind.PROPOSITION]
    assert [number for number, _text in kept] == ["1", "2", "4"]
    assert {"numbered_apart", "jump"} <= codes(reading, Status.UNCERTAIN)


def test_notes_are_found_and_called_where_they_were():
    page = (
        f"{FLOW[:-1]} selon l’enquête1.\n\n1  Enquête de l’année, page 3,\nseconde édition.\f{FLOW}"
    )
    reading = read(page)
    assert reading.notes == {"n1": "<p>Enquête de l’année, page 3, seconde édition.</p>"}
    assert 'enquête<a linktype="note" id="n1">*</a>.' in texts(reading)[0]


def test_a_note_that_nothing_calls_is_not_lost():
    reading = read(f"{FLOW}\n\n¹ Une note sans appel.\f{FLOW}")
    assert reading.notes == {"n1": "<p>Une note sans appel.</p>"}
    assert 'linktype="note" id="n1"' in texts(reading)[0]
    assert "call_lost" in codes(reading, Status.UNCERTAIN)


def test_a_call_without_its_note_is_told():
    assert "note_lost" in codes(
        read(f"Selon l’enquête², tout va bien.\n\n{FLOW}"), Status.UNCERTAIN
    )
    assert "note_lost" not in codes(read(f"Une salle de 20 m², claire.\n\n{FLOW}"))


def test_columns_told_by_tabs():
    reading = read("Les membres :\n\nAlba\tprésidente\nBruno\tsecrétaire\n\nFin.")
    table = next(p.table for p in reading.pieces if p.kind == Kind.TABLE)
    assert table.rows == [
        ["<p>Alba</p>", "<p>présidente</p>"],
        ["<p>Bruno</p>", "<p>secrétaire</p>"],
    ]
    assert "tabs" in codes(reading, Status.UNCERTAIN)


def test_guillemets_without_their_other_half():
    assert "guillemets" in codes(read("Il dit « oui, puis non."), Status.UNCERTAIN)
    assert "guillemets" not in codes(read("Il dit « oui », puis non."))


def test_titles_found_at_the_end_of_their_pages_go_to_the_top():
    first, second, third = (FLOW.replace("premier", word) for word in ("un", "deux", "trois"))
    source = (
        f"{first}\n\n{second[:-12]}\n\nPremier titre\f et la suite.\n\n{third[:-12]}"
        f"\n\nDeuxième titre\f et encore la suite.\n\nUn mot pour finir."
    )
    reading = read(source)
    kinds = [(p.kind, p.text) for p in reading.pieces]
    assert kinds[0] == (Kind.HEADING, "Premier titre")
    assert "se et la suite." in reading.pieces[2].text
    assert kinds[3] == (Kind.HEADING, "Deuxième titre")
    moved = [f.piece for f in reading.findings if f.code == "moved_title"]
    assert moved == [reading.pieces[0].key, reading.pieces[3].key]


def test_short_lines_make_a_list_unless_they_are_one_sentence():
    names = "Merci à :\n\nMaison Alba\nMaison Bruno\nMaison Clara\n\nFin."
    assert texts(read(names), Kind.LIST) == [
        "<ul><li>Maison Alba</li><li>Maison Bruno</li><li>Maison Clara</li></ul>"
    ]
    sentence = "Merci :\n\nAide donnée par la\nCommission Commune à la\nCoordination Alba\n\nFin."
    assert texts(read(sentence), Kind.LIST) == []


def test_who_speaks():
    reading = read(f"OUVERTURE\nPar Jeanne Exemple\n\n{FLOW}\n\nAUTRE PARTIE\n\n{FLOW}")
    speech = next(p for p in reading.pieces if p.kind == Kind.SPEECH)
    assert speech.who == "Jeanne Exemple"


def test_nothing_of_the_words_is_lost():
    source = f"{CONTENTS}\n\n{FLOW}\n\n• un\n• deux\n\nNom\tRôle\nA\tB\n"
    reading = read(source)
    found = " ".join([*texts(reading), *(str(p.table) for p in reading.pieces if p.table)])
    for word in ("Objet", "gens", "salles", "pleines", "deux", "Rôle"):
        assert word in found


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" \n\t\f-•.1234aàB«»¹²*:;,()o", max_size=300))
def test_any_text_is_read(source):
    reading = read(source)
    assert Reading.of(reading.stored()).stored() == reading.stored()
    for piece in reading.pieces:
        if piece.kind not in (Kind.HEADING, Kind.TABLE):
            from_marks(to_marks(piece.text), reading.notes)


RICH = [
    "<p>a <b>b</b> <i>c</i></p>",
    "<p>a * b [c] \\ d</p><p>e &amp; &lt;f&gt;</p>",
    '<p>x<a linktype="note" id="n1">*</a> y</p>',
    '<p><a href="https://example.org/?a=1&amp;b=2">lien</a></p>',
    '<p><a linktype="passage" id="passage:x">ici</a></p>',
    "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>",
    "<ol><li>un</li><li>deux</li></ol><p>suite</p>",
    "<p>ligne<br/>autre</p>",
]


def test_marks_there_and_back():
    for html in RICH:
        assert from_marks(to_marks(html), {"n1": ""}) == html
