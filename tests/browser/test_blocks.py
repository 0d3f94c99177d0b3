"""Blocks as a person meets them: a video that waits for a click, an editor that opens."""

import pytest

COMPONENTS = "/admin/components/"
OTHERS = "**player.vimeo.com/**"


@pytest.fixture
def signed_in(visit):
    one = visit(viewport={"width": 1280, "height": 900})
    one.open("/admin/login/")
    one.page.fill("[name=username]", "coordination")
    one.page.fill("[name=password]", "coordination")
    one.page.press("[name=password]", "Enter")
    one.page.wait_for_url("**/admin/")
    return one


def test_a_video_asks_its_site_for_nothing_before_the_click(signed_in):
    page = signed_in.page
    signed_in.context.route(OTHERS, lambda route: route.fulfill(body="<title>Film</title>"))
    signed_in.open(COMPONENTS)
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_load_state("networkidle")
    assert signed_in.complaints == []
    assert page.locator("iframe").count() == 0

    page.locator("[data-embed-load]").click()
    frame = page.locator(".embed iframe")
    assert frame.get_attribute("title")
    assert frame.get_attribute("tabindex") is None  # else its buttons are lost to the keyboard
    page.wait_for_load_state("networkidle")
    asked = [complaint for complaint in signed_in.complaints if "third party" in complaint]
    assert len(asked) == 1
    assert "player.vimeo.com" in asked[0]


def test_without_scripts_a_video_is_a_link(visit, signed_in):
    state = signed_in.context.storage_state()
    plain = visit(java_script_enabled=False, storage_state=state)
    plain.open(COMPONENTS)
    assert plain.page.locator("[data-embed-load]").is_hidden()
    link = plain.page.locator(".embed a")
    assert link.get_attribute("href").startswith("https://vimeo.com/")
    assert plain.complaints == []


def test_every_block_can_be_put_on_a_page(signed_in):
    """The editor's own scripts, styles and our policy must fit: else the body cannot be edited."""
    page = signed_in.page
    signed_in.open("/admin/pages/")
    home = page.evaluate("fetch('/admin/api/main/pages/?type=home.FrontPage').then(r => r.json())")
    front = home["items"][0]["id"]
    signed_in.open(f"/admin/pages/add/home/standardpage/{front}/")
    page.locator(".c-sf-add-button").first.click()
    names = page.locator(".w-combobox__option").all_inner_texts()
    assert len(names) >= 18
    for place in range(len(names)):
        if place:
            page.locator(".c-sf-add-button").last.click()
        page.locator(".w-combobox__option").nth(place).click()
    assert page.locator(".typed-table-block").count()
    # Autosave answers 400 while required fields are empty: that is not a fault of the page.
    faults = [c for c in signed_in.complaints if "400" not in c]
    assert faults == []
