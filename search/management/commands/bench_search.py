"""Measures the search on synthetic documents, next to bare tantivy in the same run.

In processor time: what else the machine does meanwhile changes it little.
"""

import random
import statistics
import tempfile
import time
from itertools import cycle
from typing import Any

import tantivy
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.text import capfirst

from search.changes import to_row
from search.documents import Document, Kind
from search.engines import fields
from search.engines.base import EngineError
from search.engines.embedded.engine import Embedded, ask
from search.find import read
from search.models import SearchDocument
from search.query import Query

SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (500, 2_000)
QUERIES, QUICK_QUERIES = 400, 60
BATCH = 5_000
VOCABULARY = """
accueil aide alimentation alphabétisation aîné bail bénévole centre chômage colis consultation
cours crèche dette droit école écoute emploi enfant énergie épicerie famille femme formation
garantie handicap hébergement hôpital insertion jeune juridique logement loyer maison médecin
médiation migrant mutuelle néerlandais orientation papiers parent pension permanence planning
prévention psychologue quartier rencontre repas réfugié santé sans-abri secours séjour senior
service social soins soutien surendettement toxicomanie transport travail urgence vacances vélo
vestiaire victime violence volontaire
"""
WORDS = VOCABULARY.split()
MIX: list[dict[str, Any]] = [
    {"text": "logement"}, {"text": "aide juridique"}, {"text": "médiation de dettes"},
    {"text": "logement", "kinds": ("organisation",), "filters": {"theme": ("t1", "t2", "t3")}},
    {"text": "service social quartier", "filters": {"area": ("a4",)}}, {"text": "sans-abri"},
    {"text": "logemnt"}, {"text": "alphab"}, {"text": "02 000 12 34"}, {"text": "CPAS"},
    {"text": "santé -hôpital"}, {"text": '"maison médecin"'}, {"text": "1030 crèche"},
    {"text": "", "filters": {"theme": ("t5",), "area": ("a1", "a2")}, "sort": "title"},
    {"text": "aide pour payer le loyer"}, {"text": "école de devoirs"},
    {"text": "chomage", "sort": "date"}, {"text": "zzyzx"},
]  # fmt: skip


class Command(BaseCommand):
    help = "Measures the search on synthetic documents; the database is left as it was."

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="Small sizes, few queries.")

    def handle(self, *args, **options):
        sizes = QUICK_SIZES if options["quick"] else SIZES
        queries = QUICK_QUERIES if options["quick"] else QUERIES
        self.stdout.write(
            f"\nSearch, embedded engine, {queries} queries with facets, "
            "milliseconds of processor\n\n"
            f"{'documents':>10} {'p50':>7} {'p95':>7} {'bare p50':>9} {'bare p95':>9} {'ratio':>6}"
            f" {'indexed/s':>10} {'bare/s':>9}"
        )
        for size in sizes:
            with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
                self.measure(size, queries, folder)
                transaction.set_rollback(True)

    def measure(self, size, queries, folder):
        SearchDocument.objects.all().delete()
        fill(size)
        engine = Embedded(f"{folder}/ours")
        began = time.process_time()
        engine.rebuild()
        rate = size / (time.process_time() - began)
        ours, bare = timed(engine, queries)
        self.stdout.write(
            f"{size:>10} {p50(ours):7.2f} {p95(ours):7.2f} {p50(bare):9.2f} {p95(bare):9.2f}"
            f" {sum(ours) / sum(bare):6.1f} {rate:10.0f} {bare_rate(size):9.0f}"
        )


def fill(size):
    chance = random.Random(2015)  # noqa: S311 - the same documents at each run
    for start in range(0, size, BATCH):
        count = min(BATCH, size - start)
        rows = [synthetic(start + number, chance) for number in range(count)]
        SearchDocument.objects.bulk_create(rows, batch_size=500)


def synthetic(number, chance) -> SearchDocument:
    words = [*chance.choices(WORDS, k=8), f"nom{chance.randrange(number + 50)}"]
    title = capfirst(" ".join(words[:3] + words[-1:]))
    document = Document(
        kind=chance.choices(Kind.values, weights=[20, 4, 2, 4, 1, 3, 3, 2, 1, 1, 2])[0],
        language="fr",
        title=title,
        url=f"/fr/{number}/",
        summary=" ".join(words),
        body=" ".join(chance.choices(WORDS, k=40) + [f"mot{chance.randrange(20_000)}"] * 2),
        keywords=f"02 000 {number % 100:02} {number // 100 % 100:02} 1030",
        facets={
            "theme": (f"t{chance.randrange(20)}", f"t{chance.randrange(20)}"),
            "area": (f"a{chance.randrange(12)}",),
        },
    )
    return to_row(f"bench.x:{number}", document)


def timed(engine, count):
    """Ours from the text typed to the numbers found; bare: the same question, ready-made."""
    ours, bare = [], []
    clauses = engine.clauses("fr")
    searcher = clauses.searcher
    for _number, asked in zip(range(count), cycle(MIX), strict=False):
        query = Query(language="fr", **asked)
        began = time.thread_time()
        try:
            engine.search(query, read(query.text, "fr"))
        except EngineError as error:
            raise SystemExit(f"{query.text!r}: {error}") from error
        ours.append((time.thread_time() - began) * 1000)
        question, _near = ask(clauses, read(query.text, "fr"), query)
        narrowed = clauses.narrowed(question, query)
        began = time.thread_time()
        searcher.search(narrowed, 20)
        searcher.aggregate(narrowed, {"f": {"terms": {"field": fields.FACET, "size": 100}}})
        bare.append((time.thread_time() - began) * 1000)
    return ours, bare


def bare_rate(size):
    """Title and text into one field each, tantivy's own analysis, no database."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title")
    builder.add_text_field("body")
    texts = list(SearchDocument.objects.values_list("title", "body")[:size])
    began = time.process_time()
    with tempfile.TemporaryDirectory() as path:
        writer = tantivy.Index(builder.build(), path).writer(128_000_000, 1)
        for title, body in texts:
            document = tantivy.Document()
            document.add_text("title", title)
            document.add_text("body", body)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    return size / (time.process_time() - began)


def p50(times):
    return statistics.median(times)


def p95(times):
    return sorted(times)[int(len(times) * 0.95)]
