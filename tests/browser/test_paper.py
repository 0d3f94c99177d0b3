"""What a councillor takes along to the sitting: two A4 pages, however much was asked."""

import re

import pytest

PAGE = re.compile(rb"/Type\s*/Page\b")
DOORS = {"fr": "/fr/destinataires/", "nl": "/nl/geadresseerden/"}


@pytest.mark.parametrize("language", DOORS)
def test_an_authority_is_printed_on_two_pages(visit, addresses, language):
    page = visit().page
    printed = [url for url in addresses[language] if DOORS[language] in url]
    assert len(printed) > 5
    long = {}
    for url in printed:
        page.goto(url)
        if (count := len(PAGE.findall(page.pdf(format="A4")))) > 2:
            long[url] = count
    assert not long
