"""Files of a long report: 60,000 words, 500 notes, forty chapters. Run by tools/bench.py."""

import resource
import time
from datetime import date

WORDS = """
les coordinations sociales réunissent des services publics et des associations qui cherchent
ensemble comment accueillir, orienter et accompagner des personnes dans leur quartier
"""
LENGTH = 80  # words of a paragraph
BARE = """#set document(title: "bare")
#set text(font: ("Literata", "Libertinus Serif"), size: 10pt, lang: "fr", hyphenate: true)
#set par(leading: 0.72em, spacing: 0.95em)
#set page(paper: "a4", margin: (x: 27mm, top: 28mm, bottom: 26mm))
#for text in json("data.json") { par(text) }"""


def main(quick: bool) -> None:
    from cms.paper import typeset
    from publications.longform.export import pandoc_files, pdf

    words, notes = (6_000, 50) if quick else (60_000, 500)
    read, texts = report(words, notes)
    print(f"\nFiles of a report of {words} words, {notes} notes, 40 chapters\n")
    print(f"{'file':28} {'seconds':>8} {'of cpu':>8} {'pages':>6} {'ms/page':>8} {'MB':>6}")
    bare = told("bare Typst, text only", lambda: typeset(BARE, texts))
    ours = told("PDF/UA", lambda: pdf.make(read))
    print(f"{'ratio by page':28} {ours / bare:8.1f}")
    told("Word", lambda: pandoc_files.word(read))
    told("EPUB", lambda: pandoc_files.epub(read))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"{'peak of memory':28} {peak:8.0f} MB")


def report(words, notes):
    """The manuscript, and its texts alone."""
    from publications.longform.export import tree
    from publications.longform.export.manuscript import Manuscript

    known = WORDS.split()
    texts = [
        " ".join(known[(start + place) % len(known)] for place in range(LENGTH))
        for start in range(words // LENGTH)
    ]
    blocks, every = [], max(len(texts) * 1000 // notes, 1)
    called = 0
    for place, text in enumerate(texts):
        if place % max(len(texts) // 40, 1) == 0:
            blocks.append(tree.heading(1, tree.words(f"Chapitre {place}"), f"chapter-{place}"))
        elif place % 5 == 0:
            blocks.append(tree.heading(2, tree.words(f"Section {place}"), f"section-{place}"))
        inlines = tree.words(text)
        while called * every <= place * 1000 and called < notes:
            said = [tree.paragraph(*tree.words(f"Voir {text[:90]}"))]
            inlines.append(tree.span([tree.note(said)], f"note-{called}", "note"))
            called += 1
        blocks.append(tree.box([tree.paragraph(*inlines)], f"p-{place}"))
    read = Manuscript("Rapport", "fr", "https://example.org/", published_on=date(2015, 1, 1))
    read.blocks = blocks
    return read, texts


def told(name, make) -> float:
    """Prints one line; the processor's milliseconds for a page, or 0 where there are none."""
    began, before = time.perf_counter(), processor()
    content = make()
    took, worked = time.perf_counter() - began, processor() - before
    pages = pages_of(content)
    each = worked * 1000 / pages if pages else 0
    size = len(content) / 1e6
    print(f"{name:28} {took:8.2f} {worked:8.2f} {pages or '':>6} {each:8.2f} {size:6.2f}")
    return each


def processor() -> float:
    """Seconds of ours and of the programs we ran: neighbours hardly count."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def pages_of(content) -> int:
    import io

    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(content)).pages) if content.startswith(b"%PDF") else 0
