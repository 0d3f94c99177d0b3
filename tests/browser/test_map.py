"""The map asks others only when the reader does, and the keyboard reaches what it shows."""

import base64

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mPkOHHiPwAFDgK3wB6p6wAAAABJRU5ErkJggg=="
)
TILES = "https://tile.openstreetmap.org/**"


def asked(visit, path):
    """A page with a map on it, and what it asks of the tile server as time goes."""
    desk, tiles = visit(viewport={"width": 1280, "height": 900}), []

    def answer(route):
        tiles.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/png")

    desk.page.route(TILES, answer)
    desk.open(path)
    desk.page.wait_for_load_state("networkidle")
    return desk, tiles


def map_address(visit):
    desk = visit()
    desk.open("/fr/repertoire/")
    return desk.page.get_attribute("main a.arrow", "href")


def test_no_tile_before_the_click_and_doors_by_keyboard_after(visit):
    desk, tiles = asked(visit, map_address(visit))
    assert not tiles
    assert not desk.complaints
    desk.page.click("[data-map-load]")
    desk.page.wait_for_selector(".map__point")
    desk.page.wait_for_load_state("networkidle")
    assert tiles
    assert all("third party" in complaint for complaint in desk.complaints), desk.complaints
    first = desk.page.locator(".map__point").first
    first.focus()
    desk.page.keyboard.press("Enter")
    told = desk.page.locator(".leaflet-popup-content a").first
    told.wait_for()
    assert told.get_attribute("href").startswith("/fr/")
    assert told.inner_text() == first.get_attribute("title")


def test_the_page_of_an_entry_waits_for_the_click_too(visit):
    desk, tiles = asked(visit, "/nl/sociale-kaart/maison-exemple-du-logement/")
    assert not tiles
    desk.page.click("[data-map-load]")
    desk.page.wait_for_selector(".map__point")
    assert desk.page.locator(".map__point").count() == 1


def test_a_choice_keeps_the_focus_where_it_was(visit):
    desk = visit(viewport={"width": 1280, "height": 900})
    desk.open("/fr/repertoire/")
    choice = desk.page.locator("input[name=mode]").first
    value = choice.get_attribute("value")
    choice.focus()
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Space")
    focused = "document.activeElement.name + '=' + document.activeElement.value"
    desk.page.wait_for_function(f"({focused}) === 'mode={value}'")
    assert f"mode={value}" in desk.page.url
