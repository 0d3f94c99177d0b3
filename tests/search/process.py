"""Another process for the fault tests, on DATABASE_URL.

process.py <what> <index folder>
process.py <what> elasticsearch:<prefix>
"""

import os
import sys
import time

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
sys.path.insert(0, os.getcwd())


def main(what, where):
    import django

    django.setup()
    from django.db import connection

    from search.models import Change, SearchDocument

    engine = engine_at(where)
    if what == "tables":
        with connection.schema_editor() as editor:
            for model in (SearchDocument, Change):
                editor.create_model(model)
        put(range(300))
    elif what == "rebuild-slowly":
        engine.rebuild(lambda done, total: (print("building", flush=True), time.sleep(60)))
    elif what == "rebuild":
        engine.rebuild()
    elif what == "change-and-wait":
        put([999])
        print("committed", flush=True)
        time.sleep(60)
    elif what == "write":
        for number in range(1000, 1010):
            put([number + os.getpid() * 100])
            engine.catch_up()
    print("done", len(everything(engine)), SearchDocument.objects.count(), flush=True)


def engine_at(where):
    kind, _colon, prefix = where.partition(":")
    if kind == "elasticsearch":
        from search.engines.elasticsearch.engine import ElasticsearchEngine
        from tests import elastic

        return ElasticsearchEngine(elastic.options(prefix=prefix))
    from search.engines.embedded.engine import Embedded

    return Embedded(where)


def put(numbers):
    from search.changes import to_row
    from search.documents import Document
    from search.models import Change, SearchDocument

    for number in numbers:
        document = Document(kind="page", language="fr", title=f"Girafe {number}", url="/")
        row = to_row(f"fault.x:{number}", document)
        SearchDocument.objects.filter(pk=row.pk).delete()
        row.save(force_insert=True)
        Change.objects.create(source=row.source, described=True)


def everything(engine):
    from search.language.parsing import parse
    from search.query import Query

    engine.catch_up()
    return range(engine.search(Query("girafe"), parse("girafe", "fr")).total)


if __name__ == "__main__":
    main(*sys.argv[1:])
