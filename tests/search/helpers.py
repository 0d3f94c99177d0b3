from search.find import find, suggest
from search.query import Query


def titles(text, language="fr", **options):
    return [hit.title for hit in find(Query(text, language, **options)).hits]


def suggested(text, language="fr"):
    return [hit.title for hit in suggest(text, language)]
