"""Draw again what is derived from the mark: favicons, and a social card per language.

    .venv/bin/python tools/render_images.py

Needs Chromium and the development dependencies. The results are committed in `static/img/`.
"""

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "static" / "img"
CARD = (ROOT / "tools" / "social_card.html").as_uri()
ICON = (
    "<style>body{{margin:0;background:#fbf9f4}}svg{{display:block;width:100vw;height:100vh}}</style>"
    "{svg}"
)


def square(browser, size):
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(ICON.format(svg=(IMAGES / "mark.svg").read_text()))
    picture = Image.open(BytesIO(page.screenshot()))
    page.close()
    return picture


def card(browser, language):
    page = browser.new_page(viewport={"width": 1200, "height": 630})
    page.goto(CARD)
    if language == "nl":  # each card asks in its own language first
        page.evaluate(
            "const [fr, nl] = document.querySelectorAll('.question'); fr.before(nl);"
            "document.documentElement.lang = 'nl-BE'"
        )
    page.wait_for_function("document.fonts.status === 'loaded'")
    Image.open(BytesIO(page.screenshot())).convert("P", palette=Image.Palette.ADAPTIVE).save(
        IMAGES / f"card-{language}.png", optimize=True
    )
    page.close()


def main():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        square(browser, 180).save(IMAGES / "apple-touch-icon.png", optimize=True)
        square(browser, 256).save(IMAGES / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
        for language in ("fr", "nl"):
            card(browser, language)
        browser.close()


if __name__ == "__main__":
    main()
