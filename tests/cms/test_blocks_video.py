"""A video is a promise, not a request: nothing is asked of its site before the reader clicks."""

import re

import pytest
from django.core.exceptions import ValidationError

from cms.blocks import BodyBlock
from cms.embeds import recognise, validate_video
from tests.cms.test_blocks_rendering import body, draw, parse
from tests.factories.cms import ImageFactory

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=10",
        "https://youtube.com/embed/dQw4w9WgXcQ",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
        "http://youtu.be/dQw4w9WgXcQ?si=abc",
        " https://youtu.be/dQw4w9WgXcQ ",
    ],
)
def test_the_addresses_people_paste_are_recognised(url):
    assert recognise(url).frame_url == YOUTUBE


def test_vimeo_with_and_without_its_key():
    assert recognise("https://vimeo.com/76979871").page_url == "https://vimeo.com/76979871"
    unlisted = recognise("https://vimeo.com/76979871/abcdef1234")
    assert unlisted.frame_url.endswith("&h=abcdef1234")
    assert unlisted.page_url == "https://vimeo.com/76979871/abcdef1234"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/?https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/",
        "javascript://youtu.be/dQw4w9WgXcQ",
        'https://youtu.be/dQw4w9WgXcQ"onload="x',
        "https://vimeo.com/about",
        "",
    ],
)
def test_nothing_else_is(url):
    assert recognise(url) is None
    with pytest.raises(ValidationError):
        validate_video(url)


def test_an_editor_cannot_save_another_site():
    block = BodyBlock().child_blocks["video"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"title": "x", "url": "https://example.org/v"}))


def video(**values):
    return {"title": "La fête", "url": "https://youtu.be/dQw4w9WgXcQ", "summary": "", **values}


@pytest.mark.django_db
def test_nothing_is_fetched_before_the_click():
    html = draw(body(("video", video(poster=ImageFactory().pk))))
    tree = parse(html)
    assert tree.find(".//iframe") is None
    for element in tree.iter():
        for attribute in ("src", "srcset", "style", "poster", "data", "background"):
            assert "//" not in element.get(attribute, ""), (element.tag, attribute)
    assert not re.search(r"url\(|<link|preconnect|<script|ytimg|vimeocdn", html)
    assert tree.find(".//img").get("alt") == ""


@pytest.mark.django_db
def test_without_scripts_a_link_leads_to_the_video():
    tree = parse(draw(body(("video", video()))))
    link = tree.find(".//a")
    assert link.get("href") == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert "noreferrer" in link.get("rel")
    button = tree.find(".//button")
    assert "hidden" in button.attrib
    assert tree.find(".//*[@data-embed-src]").get("data-embed-title") == "La fête"


@pytest.mark.django_db
def test_an_address_that_is_no_longer_accepted_draws_nothing():
    assert draw(body(("video", video(url="https://example.org/x")))).strip() == ""
