"""What a person sees: nothing sticks out, all can be reached, and it works without scripts."""

import gzip

import pytest

FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return {id: element.outerHTML.slice(0, 120), ring: outline || style.boxShadow !== 'none'};
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 360, 768, 1680])
def test_no_page_scrolls_sideways(visit, samples, width):
    narrow = visit(viewport={"width": width, "height": 800})
    wide = []
    for url in samples["fr"] + samples["nl"]:
        narrow.open(url)
        if narrow.page.evaluate(SIDEWAYS) > 0:
            wide.append(url)
    assert not wide, "\n".join(wide)


def test_the_first_key_leads_to_the_content(visit):
    desk = visit()
    desk.open("/fr/")
    desk.page.keyboard.press("Tab")
    skip = desk.page.evaluate("document.activeElement.getAttribute('href')")
    assert skip.startswith("#")
    desk.page.keyboard.press("Enter")
    assert desk.page.evaluate("location.hash") == skip
    assert desk.page.locator(skip).count() == 1


def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit):
    desk = visit(viewport={"width": 1280, "height": 900})
    desk.open("/nl/")
    total = desk.page.locator(
        "a[href]:visible, button:visible, input:not([type=hidden]):visible, summary:visible"
    ).count()
    seen, invisible = set(), []
    for _ in range(total + 5):
        desk.page.keyboard.press("Tab")
        state = desk.page.evaluate(FOCUS)
        seen.add(state["id"])
        if not state["ring"] and "<body" not in state["id"]:
            invisible.append(state["id"])
    assert len(seen) >= total * 0.9
    assert not invisible, "\n".join(invisible)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_reading_and_searching_work_without_scripts(visit, language):
    plain = visit(java_script_enabled=False, viewport={"width": 360, "height": 740})
    plain.open(f"/{language}/")
    box = plain.page.locator("main input[type=search]").first
    box.fill("logement" if language == "fr" else "huisvesting")
    box.press("Enter")
    assert plain.page.locator("main h1").count() == 1
    assert plain.page.locator("main a[href]").count() > 3


def test_the_menu_opens_on_a_small_screen_without_scripts(visit):
    small = visit(java_script_enabled=False, viewport={"width": 320, "height": 640})
    small.open("/fr/")
    small.page.locator("header [popovertarget=menu]").first.click()
    assert small.page.locator("header nav a[href]:visible").count() >= 5


def test_the_switcher_leads_to_the_same_page(visit, base_url):
    desk = visit()
    desk.open("/fr/")
    desk.page.locator("a[hreflang='nl-BE'], a[lang='nl-BE']").first.click()
    assert desk.page.url == f"{base_url}/nl/"
    assert desk.page.locator("html").get_attribute("lang") == "nl-BE"


def test_motion_stops_when_asked(visit):
    calm = visit(reduced_motion="reduce")
    calm.open("/fr/")
    moving = calm.page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(e => {
          const s = getComputedStyle(e);
          return parseFloat(s.transitionDuration) > 0.01 || parseFloat(s.animationDuration) > 0.01;
        }).length"""
    )
    assert moving == 0


def test_the_page_prints_without_navigation(visit):
    paper = visit()
    paper.open("/fr/")
    paper.page.emulate_media(media="print")
    assert paper.page.locator("header nav a:visible").count() == 0
    assert paper.page.locator("main h1").is_visible()


def test_styles_and_scripts_stay_within_their_budget(visit):
    desk = visit()
    sizes = {}

    def weigh(response):
        kind = response.request.resource_type
        if kind in ("stylesheet", "script"):
            sizes[response.url] = len(gzip.compress(response.body(), 6))
        elif kind == "font":
            sizes[response.url] = 0

    desk.page.on("response", weigh)
    desk.open("/fr/")
    desk.page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) <= 40 * 1024, sizes
