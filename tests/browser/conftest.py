"""A real site in a real browser: its own folder, its own process, Debian's Chromium.

Nothing is downloaded. Without Chromium these tests are skipped with a sentence; with CI=true that
is a failure.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOC = re.compile(r"<loc>(https?://[^<]*)</loc>")


def chromium_path():
    return shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in Path(item.fspath).parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if not path:
        if os.environ.get("CI"):
            pytest.fail("Chromium must be installed here.")
        pytest.skip("no Chromium on this machine (Debian: apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def base_url(chromium, tmp_path_factory):
    """`make run` in small: a folder of its own, the demonstration content, a free port."""
    var = tmp_path_factory.mktemp("var")
    environment = {
        **os.environ,
        "VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
    }
    environment.pop("DATABASE_URL", None)
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "setup", "--demo"], cwd=ROOT, env=environment, check=True)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with (var / "log").open("w") as log:
        server = subprocess.Popen(
            [*manage, "runserver", str(port), "--noreload"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        yield wait_for(f"http://localhost:{port}")
    finally:
        server.terminate()
        server.wait(timeout=10)


def wait_for(url):
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5)
            return url
        except OSError:
            time.sleep(0.5)
    pytest.fail("The site did not start.")


@pytest.fixture(scope="session")
def addresses(base_url):
    """Every public address, by language."""
    found = {}
    for language in ("fr", "nl"):
        with urllib.request.urlopen(f"{base_url}/{language}/sitemap.xml") as response:
            found[language] = [
                base_url + "/" + loc.split("/", 3)[3]
                for loc in LOC.findall(response.read().decode())
            ]
    return found


@pytest.fixture(scope="session")
def samples(addresses):
    """One address of each shape, per language: enough for what depends on the template only."""
    picked = {}
    for language, urls in addresses.items():
        by_shape = {}
        for url in urls:
            parts = url.split("/")[4:]
            by_shape.setdefault((parts[0], len(parts)), url)
        picked[language] = list(by_shape.values())
    return picked


class Visit:
    """A page, and everything it complained about or asked of others while it loaded."""

    def __init__(self, browser, base_url, **options):
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.base_url = base_url

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self.base_url, "data:", "blob:")):
            self.complaints.append(f"third party: {request.url}")

    def open(self, url):
        self.complaints.clear()
        return self.page.goto(url if url.startswith("http") else self.base_url + url)


@pytest.fixture
def visit(chromium, base_url):
    opened = []

    def start(**options):
        opened.append(Visit(chromium, base_url, **options))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()
