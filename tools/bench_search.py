#!/usr/bin/env python
"""Measures both search engines on synthetic directories, next to what they are made of.

tools/bench_search.py [--quick] [--million]

Each size and engine is a process of its own, so that its memory can be read. Documents and queries
come from the region and the judged queries of `tests/contract/`. Elasticsearch is measured if
ELASTICSEARCH_URL names one: python tools/elasticsearch_node.py run -- make bench
"""

import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES, QUICK, MILLION = (1_000, 10_000, 100_000), (500, 2_000), 1_000_000
WAGTAIL_UP_TO = 10_000  # its database backend takes seconds a query there already
COUNT, QUICK_COUNT = 400, 60
BATCH = 2_000
HEAD = (
    f"{'engine':14} {'documents':>10} {'p50 ms':>8} {'p95 ms':>8} {'bare p50':>9} {'bare p95':>9} "
    f"{'ratio':>6} {'indexed/s':>10} {'bare/s':>8} {'MB':>6}"
)


def main() -> None:
    quick = "--quick" in sys.argv
    sizes = QUICK if quick else SIZES
    print(f"\nSearch: {QUICK_COUNT if quick else COUNT} judged queries, most with facets\n")
    print(HEAD, flush=True)
    for size in (*sizes, *((MILLION,) if "--million" in sys.argv else ())):
        with tempfile.TemporaryDirectory() as folder:
            ask("fill", size, folder, quick)
            for engine in engines(size):
                tell(engine, size, ask(engine, size, folder, quick))


def engines(size: int) -> list[str]:
    there = ["embedded"]
    if size < MILLION and os.environ.get("ELASTICSEARCH_URL"):
        there.append("elasticsearch")
    return [*there, "wagtail"] if size <= WAGTAIL_UP_TO else there


def ask(step: str, size: int, folder: str, quick: bool) -> dict:
    database = {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "VAR_DIR": folder}
    command = [sys.executable, __file__, "step", step, str(size), str(int(quick))]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | database, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def tell(engine: str, size: int, found: dict) -> None:
    ours, bare = found["ours"], found.get("bare")
    line = f"{engine:14} {size:>10} {p50(ours):8.1f} {p95(ours):8.1f} "
    line += (
        f"{p50(bare):9.1f} {p95(bare):9.1f} {sum(ours) / sum(bare):6.1f} "
        if bare
        else f"{'':9} {'':9} {'':6} "
    )
    bare_rate = f"{found['bare_rate']:8.0f}" if "bare_rate" in found else " " * 8
    print(line + f"{found['rate']:10.0f} {bare_rate} {found['memory']:6.0f}", flush=True)


def p50(times: list[float]) -> float:
    return statistics.median(times)


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


# --- one step, in a process of its own ------------------------------------------------------------
def step(what: str, size: int, quick: bool) -> dict:
    sys.path[0] = str(ROOT)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    count = QUICK_COUNT if quick else COUNT
    measure = {"fill": fill, "embedded": embedded, "elasticsearch": elastic, "wagtail": wagtail}
    found = measure[what](size, count)
    return found | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def fill(size: int, count: int) -> dict:
    from django.apps import apps
    from django.db import connection, transaction

    from search.models import SearchDocument
    from tests.contract import region

    with connection.schema_editor() as editor:
        for name in ("search.SearchDocument", "search.Change", "cms.Term"):
            editor.create_model(apps.get_model(name))
    apps.get_model("cms.Term").objects.bulk_create(region.terms())
    models = [row for row in region.rows() if row.language == "fr"]
    words = sorted({word for row in models for word in row.body.lower().split()})
    chance = random.Random(2015)
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        rows = [synthetic(number, models, words, chance) for number in numbers]
        with transaction.atomic():
            SearchDocument.objects.bulk_create(rows, batch_size=500)
    return {}


def synthetic(number: int, models: list, words: list[str], chance: random.Random):
    """The region again and again, each time with names and words of its own."""
    from search.documents import key_of
    from search.models import SearchDocument

    model = models[number % len(models)]
    facts = {f.name: getattr(model, f.name) for f in SearchDocument._meta.concrete_fields}
    source = f"bench.x:{number}"
    own = [*chance.choices(words, k=25), f"mot{chance.randrange(number + 50)}"]
    facts |= {
        "id": key_of(source, "fr"),
        "source": source,
        "title": f"{model.title} nom{chance.randrange(number + 50)}",
        "body": f"{model.body} {' '.join(own)}",
        "facets": {**model.facets, "area": [f"a{chance.randrange(12)}"]},
        "places": [[50.8 + chance.random() / 10, 4.3 + chance.random() / 10]],
    }
    return SearchDocument(**facts)


def queries(count: int):
    from search.query import Near, Query

    lines = (ROOT / "tests/contract/queries_fr.txt").read_text(encoding="utf-8").splitlines()
    texts = [line.split("|")[0].strip() for line in lines if line and not line.startswith("#")]
    chosen = [
        {},
        {"filters": {"area": ("a1", "a2", "a3")}},
        {"kinds": ("organisation",), "filters": {"theme": ("housing", "health")}},
        {"sort": "distance"},
    ]
    for number, text, facets in zip(range(count), cycle(texts), cycle(chosen), strict=False):
        if "sort" in facets:  # nobody stands twice at the same place
            facets = {**facets, "near": Near(50.85 + number / 100_000, 4.35, 3.0)}
        yield Query(text, "fr", **facets)


def clocked(work, clock=time.perf_counter) -> tuple[float, object]:
    began = clock()
    found = work()
    return clock() - began, found


def embedded(size: int, count: int) -> dict:
    """Questions by the time of the processor: one thread answers, and neighbours do not count."""
    import tantivy

    from search.engines import fields
    from search.engines.embedded.engine import Embedded, ask
    from search.find import read
    from search.models import SearchDocument

    with tempfile.TemporaryDirectory() as folder:
        engine = Embedded(f"{folder}/ours")
        took, _rows = clocked(engine.rebuild)
        ours, bare = [], []
        for query in queries(count):
            seconds, _answer = clocked(
                lambda query=query: engine.search(query, read(query.text, "fr")), time.thread_time
            )
            ours.append(seconds * 1000)
            clauses = engine.clauses("fr")
            question, _near = ask(clauses, read(query.text, "fr"), query)
            narrowed = clauses.narrowed(question, query)

            def straight(clauses=clauses, narrowed=narrowed):
                clauses.searcher.search(narrowed, 20)
                terms = {"field": fields.FACET, "size": 100}
                clauses.searcher.aggregate(narrowed, {"f": {"terms": terms}})

            bare.append(clocked(straight, time.thread_time)[0] * 1000)

        def straight_in():
            builder = tantivy.SchemaBuilder()
            for name in ("title", "body"):
                builder.add_text_field(name)
            os.mkdir(f"{folder}/bare")
            writer = tantivy.Index(builder.build(), f"{folder}/bare").writer(128_000_000, 1)
            for title, body in SearchDocument.objects.values_list("title", "body").iterator(BATCH):
                writer.add_document(tantivy.Document(title=[title], body=[body]))
            writer.commit()
            writer.wait_merging_threads()

        bare_took, _nothing = clocked(straight_in)
    return {"ours": ours, "bare": bare, "rate": size / took, "bare_rate": size / bare_took}


def elastic(size: int, count: int) -> dict:
    """Bare: the time the server says a question took; documents sent as they are."""
    from elasticsearch.dsl import Search
    from elasticsearch.helpers import bulk

    from search.find import read
    from search.models import SearchDocument
    from tests import elastic as server

    execute, said = Search.execute, []

    def listened(self, **options):
        response = execute(self, **options)
        said.append(response.took)
        return response

    Search.execute = listened
    with server.engine() as engine:
        took, _rows = clocked(engine.rebuild)
        ours, bare = [], []
        for query in queries(count):
            said.clear()
            seconds, _answer = clocked(
                lambda query=query: engine.search(query, read(query.text, "fr"))
            )
            ours.append(seconds * 1000)
            bare.append(sum(said))
        client, index = engine.connection.client, f"{engine.shelf.prefix}-bare"
        client.indices.create(index=index)
        rows = SearchDocument.objects.values_list("title", "body").iterator(BATCH)
        documents = ({"_index": index, "title": title, "body": body} for title, body in rows)
        bare_took, _nothing = clocked(lambda: bulk(client, documents, chunk_size=1000))
    return {"ours": ours, "bare": bare, "rate": size / took, "bare_rate": size / bare_took}


def wagtail(size: int, count: int) -> dict:
    """The same rows behind Wagtail's database backend: words and one facet, no more."""
    from django.core.management import call_command
    from django.db import connection, models
    from wagtail.search import index
    from wagtail.search.backends import get_search_backend

    from search.models import SearchDocument

    class Entry(index.Indexed, models.Model):  # noqa: DJ008
        title = models.CharField(max_length=500)
        body = models.TextField()
        kind = models.CharField(max_length=20)
        search_fields = [
            index.SearchField("title", boost=6),
            index.SearchField("body"),
            index.FilterField("kind"),
        ]

        class Meta:
            app_label = "search"

    call_command("migrate", "contenttypes", verbosity=0)
    call_command("migrate", "wagtailsearch", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Entry)
    rows = SearchDocument.objects.values_list("title", "summary", "body", "kind").iterator(BATCH)
    entries = (Entry(title=t, body=f"{s} {b}", kind=k) for t, s, b, k in rows)
    Entry.objects.bulk_create(entries, batch_size=500)
    backend = get_search_backend("default")
    everything = list(Entry.objects.all())
    place = backend.get_index_for_model(Entry)
    took, _nothing = clocked(
        lambda: [place.add_items(Entry, everything[at : at + 500]) for at in range(0, size, 500)]
    )
    ours = []
    for query in queries(min(count, 60)):
        words = query.text.replace('"', " ")  # a quotation mark is an error to it
        objects = Entry.objects.filter(kind="organisation") if query.kinds else Entry.objects.all()

        def page(words=words, objects=objects):
            results = backend.search(words, objects)
            return list(results[:20]), results.count(), results.facet("kind")

        ours.append(clocked(page)[0] * 1000)
    return {"ours": ours, "rate": size / took}


if __name__ == "__main__":
    if sys.argv[1:2] == ["step"]:
        print(json.dumps(step(sys.argv[2], int(sys.argv[3]), sys.argv[4] == "1")))
    else:
        main()
