"""No address, however odd, is answered with a 500."""

from urllib.parse import quote

import pytest
from django.test import Client

from . import crawler

pytestmark = pytest.mark.xdist_group("site")

ODD = [
    "abc",
    "-1",
    "0",
    "99999999999999999999",
    "'",
    '"',
    "\x00",
    "%00",
    "%",
    "a'\"()[]{}*?~^:\\/&|!<>",
    "<script>alert(1)</script>",
    "é’œ—\u202f",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "((((((((((",
    "AND OR NOT",
    "x" * 10_000,
]
PARAMETERS = ["q", "page", "theme", "year", "kind", "sort", "language", "authority", "state"]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def listing_paths():
    """The addresses that read a query string: the shallow ones, in both languages."""
    return [path for path in crawler.all_addresses() if path.count("/") <= 3]


def test_odd_values_in_every_parameter(visitor):
    problems = []
    for path in listing_paths():
        for value in ODD:
            query = "&".join(f"{name}={quote(value)}" for name in PARAMETERS)
            status = visitor.get(f"{path}?{query}").status_code
            if status >= 500:
                problems.append(f"{status} {path} with {value[:30]!r}")
    assert not problems, "\n".join(problems)


def test_each_parameter_alone(visitor):
    problems = []
    for path in listing_paths():
        for name in PARAMETERS:
            for value in ODD[:6]:
                status = visitor.get(path, {name: value}).status_code
                if status >= 500:
                    problems.append(f"{status} {path}?{name}={value!r}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "head"])
def test_other_methods(visitor, method):
    for path in listing_paths():
        assert getattr(visitor, method)(path).status_code < 500, path


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/fr",
        "/FR/",
        "/fr//",
        "/fr/../admin/",
        "/nl/" + "x/" * 500,
        "/fr/%E9",
        "/documents/999/x.pdf",
        "/media/images/../db.sqlite3",
        "/media/original_images/x.png",
    ],
)
def test_odd_addresses_get_a_helpful_page(visitor, path):
    answer = visitor.get(path, follow=True)
    assert answer.status_code in (200, 400, 404)
