"""Every public address, in both languages: what must be true of all of them.

Each test gathers all that is wrong before it fails, so that one run tells everything.
"""

import pytest

from . import crawler

pytestmark = pytest.mark.xdist_group("site")

QUERY_BUDGET = 12
HTML_BUDGET = 60_000
HTML_LANG = {"fr": "fr-BE", "nl": "nl-BE"}


@pytest.fixture(scope="package")
def pages(demo, django_db_blocker):
    with django_db_blocker.unblock():
        return {path: crawler.get(path) for path in crawler.all_addresses()}


def nothing(problems):
    problems = list(problems)
    assert not problems, "\n" + "\n".join(map(str, problems))


def test_both_site_maps_are_full_of_pages(pages):
    languages = [page.language for page in pages.values()]
    assert languages.count("fr") >= 60
    assert languages.count("nl") >= 60


def test_every_address_answers_with_html(pages):
    nothing(
        (page.status, path)
        for path, page in pages.items()
        if page.status != 200 or not page.is_html
    )


def test_the_markup_is_valid(pages):
    nothing(f"{path}: {error}" for path, page in pages.items() for error in page.markup_errors)


def test_one_heading_a_title_and_the_language(pages):
    problems = []
    titles = {}
    for path, page in pages.items():
        if len(page.find("h1")) != 1:
            problems.append(f"{path}: {len(page.find('h1'))} h1")
        title = "".join(page.find("title")[0].itertext()).strip()
        if not title or title.startswith("—"):
            problems.append(f"{path}: no title")
        titles.setdefault(title, []).append(path)
        if page.find("html")[0].get("lang") != HTML_LANG[page.language]:
            problems.append(f"{path}: lang={page.find('html')[0].get('lang')}")
    problems += [f"same title {t!r}: {p}" for t, p in titles.items() if len(p) > 2]
    nothing(problems)


def test_alternates_are_reciprocal_and_alive(pages):
    alternates = {
        path: {
            link.get("hreflang"): "/" + link.get("href").split("/", 3)[3]
            for link in page.find("link")
            if link.get("rel") == "alternate" and link.get("hreflang")
        }
        for path, page in pages.items()
    }
    problems = []
    for path, page in pages.items():
        # A page without a twin names no alternate at all.
        if alternates[path] and alternates[path].get(HTML_LANG[page.language]) != path:
            problems.append(f"{path} does not name itself: {alternates[path]}")
        for lang, other in alternates[path].items():
            if lang != "x-default" and path not in alternates.get(other, {}).values():
                problems.append(f"{path} names {other} ({lang}), which does not name it")
    nothing(problems)


def test_every_link_leads_somewhere(pages):
    known = {path for path, page in pages.items() if page.status == 200}
    found = {link: path for path, page in pages.items() for link in page.links()}
    problems = []
    for link, where in sorted(found.items()):
        if link.split("?")[0] in known or link.startswith("/admin/"):
            continue
        page = crawler.get(link, cold=False)
        if page.status not in (200, 202, 301, 302):  # 202: a file that is being made
            problems.append(f"{page.status} {link} (from {where})")
    nothing(problems)


def test_few_queries_and_small_pages_even_when_cold(pages):
    nothing(
        f"{path}: {len(page.queries)} queries, {len(page.body)} bytes"
        for path, page in pages.items()
        if len(page.queries) > QUERY_BUDGET or len(page.body) > HTML_BUDGET
    )


def test_no_request_to_a_third_party(pages):
    """What the browser fetches by itself comes from here. (Links may lead anywhere.)"""
    problems = []
    for path, page in pages.items():
        for name, attribute in [("img", "src"), ("script", "src"), ("iframe", "src")]:
            for element in page.find(name):
                if "//" in element.get(attribute, ""):
                    problems.append(f"{path}: {element.get(attribute)}")
        for element in page.find("link"):
            own = element.get("rel") in ("canonical", "alternate")
            if "//" in element.get("href", "") and not own:
                problems.append(f"{path}: {element.get('href')}")
    nothing(problems)


def test_no_inline_code_or_style_that_the_policy_would_block(pages):
    problems = []
    for path, page in pages.items():
        for element in page.find("script"):
            if not element.get("src") and element.get("type") != "application/ld+json":
                problems.append(f"{path}: inline script")
        problems += [
            f"{path}: {name} on {element.tag.split('}')[-1]}"
            for element in page.elements()
            for name in element.attrib
            if name == "style" or str(name).startswith("on")
        ]
    nothing(problems)


def test_every_picture_has_an_alternative_and_a_size(pages):
    nothing(
        f"{path}: {image.attrib}"
        for path, page in pages.items()
        for image in page.find("img")
        if image.get("alt") is None or not image.get("width") or not image.get("height")
    )
