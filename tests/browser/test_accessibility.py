"""axe with the rules of WCAG 2.2 AA: no violation on any public page, dark and small included."""

import pytest
from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": [*WCAG, "best-practice"]}}


def violations(visit, urls):
    axe = Axe()
    found = []
    for url in urls:
        visit.open(url)
        for violation in axe.run(visit.page, options=OPTIONS).response["violations"]:
            nodes = [" ".join(map(str, node["target"])) for node in violation["nodes"][:3]]
            found.append(f"{url}: {violation['id']} {nodes}")
        found += [f"{url}: {complaint}" for complaint in visit.complaints]
    return found


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_page(visit, addresses, language):
    """Also: no console error and no request to a third party."""
    found = violations(visit(viewport={"width": 1280, "height": 900}), addresses[language])
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
        {"viewport": {"width": 360, "height": 740}, "has_touch": True},
        {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}},
    ],
    ids=["dark", "small", "small-dark"],
)
def test_dark_and_small(visit, samples, options):
    found = violations(visit(**options), samples["fr"] + samples["nl"])
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "path",
    ["/fr/rien-de-tel/", "/nl/bestaat-niet/", "/fr/recherche/?q=logement", "/nl/zoeken/?q=zzzzqq"],
)
def test_pages_outside_the_site_map(visit, path):
    found = violations(visit(), [path])
    found = [one for one in found if "404 (Not Found)" not in one]
    assert not found, "\n".join(found)
