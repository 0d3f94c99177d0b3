#!/usr/bin/env python
"""Starts the site as `make run` does, asks for every page of both site maps, and stops it.

tools/smoke.py                           with what this machine has
tools/smoke.py --engine elasticsearch    and this engine must be the one that answers

The virtual environment may not exist yet: this uses the standard library only.
"""

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

START_LIMIT = 900  # seconds: the first start installs everything
ENGINE_LIMIT = 60


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", help="the search engine that must answer")
    wanted = parser.parse_args().engine
    port = free_port()
    base = f"http://localhost:{port}"
    began = time.monotonic()
    site = subprocess.Popen(["make", "run", f"PORT={port}"], start_new_session=True)
    try:
        wait_for(f"{base}/healthz", site)
        print(f"Up after {time.monotonic() - began:.0f} s.", flush=True)
        if wanted:
            wait_for_engine(f"{base}/readyz", wanted)
        return ask_everything(base)
    finally:
        if site.poll() is None:
            os.killpg(site.pid, signal.SIGTERM)
            site.wait(timeout=20)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(url, process):
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit(f"`make run` ended with {process.returncode}.")
        if status(url) == 200:
            return
        time.sleep(1)
    sys.exit(f"No answer from {url} after {START_LIMIT} s.")


def wait_for_engine(url, wanted):
    deadline = time.monotonic() + ENGINE_LIMIT
    while time.monotonic() < deadline:
        with urllib.request.urlopen(url, timeout=60) as response:
            found = json.load(response)["search"]
        if found == wanted:
            print(f"Search: {found}.", flush=True)
            return
        time.sleep(1)
    sys.exit(f"Search: {found}, and not {wanted}.")


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            response.read()
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def ask_everything(base):
    urls = [
        f"{base}/",
        f"{base}/readyz",
        f"{base}/fr/recherche/?q=logement",
        f"{base}/robots.txt",
        f"{base}/sitemap.xml",
    ]
    for language in ("fr", "nl"):
        with urllib.request.urlopen(f"{base}/{language}/sitemap.xml", timeout=60) as response:
            found = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", response.read().decode())
        if len(found) < 10:
            sys.exit(f"Only {len(found)} addresses in the {language} site map.")
        urls += [base + path for path in found]
    with ThreadPoolExecutor(2) as pool:
        answers = list(zip(urls, pool.map(status, urls), strict=True))
    for url, code in answers:
        if code != 200:
            print(f"{code} {url}")
    print("Answers:", dict(Counter(code for _url, code in answers)))
    return any(code != 200 for _url, code in answers)


if __name__ == "__main__":
    sys.exit(main())
