#!/usr/bin/env python
"""Measures, in one run, how the pages and the search behave, as ratios to a bare answer.

make bench                   everything, some minutes
make bench ARGS=--quick      small sizes, to prove that it runs
make bench ARGS=--million    a million documents too, embedded

Absolute figures depend on the machine; the ratios and the growth from size to size hardly do.
"""

import os
import re
import statistics
import sys
import tempfile
import time

import bench_documents
import bench_search

QUICK = "--quick" in sys.argv
REPEATS = 10 if QUICK else 60
PATHS = ["", "recherche/?q=logement", "repertoire/"]


def main():
    # The pages are measured with the engine every site has; no index of another site is touched.
    server = os.environ.pop("ELASTICSEARCH_URL", "")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.dev"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("setup", demo=True)
        pages()
        bench_documents.main(QUICK)
    os.environ["ELASTICSEARCH_URL"] = server
    bench_search.main()


def pages():
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    bare = median_ms(client, "/healthz")
    print(f"\nPages, median of {REPEATS}, against a bare answer ({bare:.2f} ms)\n")
    print(f"{'path':40} {'ms':>8} {'ratio':>7} {'queries':>8} {'KB':>6}")
    for path in [*("/fr/" + path for path in PATHS), *sampled(client)]:
        with CaptureQueriesContext(connection) as captured:
            size = len(client.get(path).content) / 1000
        queries = len(captured)
        took = median_ms(client, path)
        print(f"{path[:40]:40} {took:8.2f} {took / bare:7.1f} {queries:8} {size:6.1f}")


def sampled(client):
    """The last address below each section of the French site map."""
    site_map = client.get("/fr/sitemap.xml").content.decode()
    locations = re.findall(r"<loc>[^<]*?//[^/]+([^<]*)</loc>", site_map)
    sections = {path.split("/")[2]: path for path in locations}
    return [path for section, path in sections.items() if section]


def median_ms(client, path):
    client.get(path)
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        client.get(path)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    main()
