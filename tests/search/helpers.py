from search.find import find, suggest
from search.query import Query


def titles(text, language="fr", **options):
    return [hit.title for hit in find(Query(text, language, **options)).hits]


def suggested(text, language="fr"):
    return [hit.title for hit in suggest(text, language)]


PATIENCE = 0.5  # seconds that Elasticsearch gets in these tests


def recovered(text):
    """After a visit or two Elasticsearch answers again, without anybody's help."""
    titles(text)
    results = find(Query(text))
    assert results.engine == "elasticsearch"
    assert not results.degraded
    return results
