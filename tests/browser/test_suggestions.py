"""Suggestions while typing: by keyboard, by pointer, and not at all without scripts."""

import pytest

BOX = "main input[data-suggest]"
SITE, DIRECTORY = "/fr/recherche/", "/fr/repertoire/"


@pytest.fixture(params=[SITE, DIRECTORY])
def box(request, visit):
    desk = visit()
    desk.open(request.param)
    field = desk.page.locator(BOX).first
    field.focus()
    field.press_sequentially("loge")
    desk.page.locator("main [role=option]").first.wait_for()
    return desk.page, field


def test_themes_and_things_are_offered(box):
    page, field = box
    kinds = page.locator("main [role=option] .suggestions__kind").all_text_contents()
    assert "Thème" in kinds
    assert "Organisation" in kinds
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    listed = page.locator(f"#{field.get_attribute('aria-controls')}")
    assert listed.get_attribute("role") == "listbox"
    assert listed.get_attribute("aria-label")


def test_arrows_point_and_enter_goes(box):
    page, field = box
    options = page.locator("main [role=option]")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    field.press("ArrowUp")
    assert options.last.get_attribute("aria-selected") == "true"
    field.press("ArrowDown")
    address = options.first.get_attribute("data-url")
    field.press("Enter")
    page.wait_for_url(f"**{address}")
    assert "theme=" in page.url


def test_escape_closes_and_keeps_what_was_typed(box):
    page, field = box
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert not page.locator("main [role=listbox]").first.is_visible()
    assert field.input_value() == "loge"
    field.press("ArrowDown")
    page.locator("main [role=option]").first.wait_for()


def test_enter_without_pointing_searches(box):
    page, field = box
    field.press("Enter")
    page.wait_for_url("**q=loge**")


def test_without_scripts_the_box_searches(visit):
    desk = visit(java_script_enabled=False)
    desk.open(SITE)
    field = desk.page.locator(BOX).first
    assert field.get_attribute("role") is None
    field.fill("logement")
    field.press("Enter")
    desk.page.wait_for_url("**q=logement**")
    assert desk.page.locator("main ol.entries > li").count() > 1
