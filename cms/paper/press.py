"""Runs alone, in the folder of one document: main.typ → out.pdf. Complaints go to stderr."""

import resource
import sys
from datetime import UTC, datetime

MEMORY = 4 * 1024**3  # of addresses; a report of 300 pages uses a tenth of that
SECONDS = 240  # of all processors together


def main(fonts, day):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import typst

    when = datetime.fromisoformat(day) if day else datetime(2000, 1, 1)
    try:
        typst.compile(
            "main.typ",
            output="out.pdf",
            root=".",
            font_paths=[fonts],
            ignore_system_fonts=True,  # the same document on every machine
            pdf_standards=["ua-1"],
            timestamp=int(when.replace(tzinfo=UTC).timestamp()),
            package_path="none",
            package_cache_path="none",
        )
    except typst.TypstError as error:
        sys.exit(error.diagnostic)


if __name__ == "__main__":
    main(*sys.argv[1:])
