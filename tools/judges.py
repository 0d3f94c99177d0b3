#!/usr/bin/env python
"""Independent judges of the files that are made: veraPDF for PDF/UA-1, EPUBCheck. Standard library.

python tools/judges.py report.pdf report.epub     says what each finds
python tools/judges.py                            only fetches them

They are fetched once with Maven, into a cache beside the one of tools/elasticsearch_node.py.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

JUDGES = {
    "verapdf": ("org.verapdf.apps", "greenfield-apps", "1.28.2"),
    "epubcheck": ("org.w3c", "epubcheck", "5.3.0"),
}
POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>judges</groupId><artifactId>judges</artifactId><version>1</version>
<dependencies><dependency>
<groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>
</dependency></dependencies>
</project>
"""
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
INSTALL = "On Debian or Ubuntu: apt install maven default-jre-headless"
LIMIT = 120  # seconds, of one judgement


class Missing(Exception):
    """This machine cannot judge; the message says what it lacks."""


def cache() -> Path:
    if os.geteuid() == 0:
        return Path("/var/cache/cass-cssa")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cass-cssa"


def place(name: str) -> Path:
    return cache() / "-".join([name, JUDGES[name][2]])


def is_here(name: str) -> bool:
    return place(name).exists() and shutil.which("java") is not None


def library(name: str) -> Path:
    """The folder with the judge's program; fetched if it is not there."""
    folder = place(name)
    if not folder.exists():
        for program in ("java", "mvn"):
            if not shutil.which(program):
                raise Missing(f"{program} is missing: it is what the judges need. {INSTALL}")
        fetch(name, folder)
    return folder


def fetch(name: str, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="fetching-") as work:
        Path(work, "pom.xml").write_text(POM.format(*JUDGES[name]))
        command = ["mvn", "-q", "-B", COPY, f"-DoutputDirectory={work}/library"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True)
        if done.returncode:
            raise Missing(f"Maven could not fetch {name}: {(done.stdout + done.stderr)[-600:]}")
        # In one step: an interrupted fetch leaves nothing that looks whole. Another may be first.
        if not folder.exists():
            Path(work, "library").rename(folder)


def java(name: str, main: str, *arguments: str) -> subprocess.CompletedProcess:
    classes = f"{library(name)}/*"
    return subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-cp", classes, main, *arguments],
        capture_output=True,
        text=True,
        timeout=LIMIT,
    )


def judge_pdf(*paths: Path) -> str:
    """What veraPDF holds against these files; nothing if they are accessible as PDF/UA-1."""
    options = ["--flavour", "ua1", "--format", "text", "-v"]
    main = "org.verapdf.apps.GreenfieldCliWrapper"
    done = java("verapdf", main, *options, *map(str, paths))
    passed = [line for line in done.stdout.splitlines() if line.startswith("PASS ")]
    return "" if len(passed) == len(paths) else (done.stdout + done.stderr).strip()


def judge_epub(path: Path) -> str:
    """What EPUBCheck holds against this file, warnings too; nothing if it is sound."""
    done = java(
        "epubcheck", "com.adobe.epubcheck.tool.Checker", str(path), "--failonwarnings", "-q"
    )
    said = [line for line in (done.stdout + done.stderr).splitlines() if "XSLT" not in line]
    return "" if done.returncode == 0 else "\n".join(line for line in said if line != "Warning ")


def judge(path: Path) -> str:
    return judge_epub(path) if path.suffix == ".epub" else judge_pdf(path)


def main() -> None:
    try:
        for name in JUDGES:
            print(f"{name}: {library(name)}")
        findings = {path: judge(Path(path)) for path in sys.argv[1:]}
    except Missing as lack:
        sys.exit(str(lack))
    for path, finding in findings.items():
        print(f"{path}: {finding or 'sound'}")
    sys.exit(any(findings.values()))


if __name__ == "__main__":
    main()
