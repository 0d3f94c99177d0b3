#!/usr/bin/env python
"""The strings of the interface: gather them, compile them, check that both languages are whole.

tools/messages.py gather          renew locale/*.po from the source (needs GNU gettext)
tools/messages.py check           fail on a string that is new, missing, fuzzy or badly formed
tools/messages.py compile FILE…   .po → .mo, without GNU gettext
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ["fr", "nl"]
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|%[sd]|\{[a-z_]*\}")


def po_path(root, language):
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def gather(root=ROOT):
    if shutil.which("xgettext") is None:
        sys.exit("GNU gettext is needed to gather messages (Debian: apt install gettext).")
    command = [sys.executable, "manage.py", "makemessages", "--no-wrap", "--no-location", "-v0"]
    command += [flag for language in LANGUAGES for flag in ("-l", language)]
    command += ["-i", ".venv", "-i", "var", "-i", "tests", "-i", "tools", "-e", "html,py,txt,xml"]
    subprocess.run(command, cwd=root, check=True)
    for language in LANGUAGES:
        drop_dates(po_path(root, language))


def drop_dates(path):
    """The day of the gathering is not news: without it, an unchanged file stays unchanged."""
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.header = ""
    catalogue.metadata_is_fuzzy = False
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    catalogue.save()


def compile_file(path):
    polib.pofile(path).save_as_mofile(str(Path(path).with_suffix(".mo")))


def check():
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "var", "*.mo"))
        gather(copy)
        for language in LANGUAGES:
            problems += drift(language, po_path(copy, language))
            problems += incomplete(language)
    if problems:
        sys.exit("\n".join([*problems, "", "Run `make messages`, then translate."]))
    print("Messages: both languages are complete.")


def drift(language, fresh_path):
    fresh, kept = keys(fresh_path), keys(po_path(ROOT, language))
    yield from (f"{language}: not gathered yet: {text!r}" for _, text in sorted(fresh - kept))
    yield from (f"{language}: gone from the source: {text!r}" for _, text in sorted(kept - fresh))


def keys(path):
    return {
        (entry.msgctxt or "", entry.msgid)
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    }


def incomplete(language):
    for entry in polib.pofile(str(po_path(ROOT, language))):
        if entry.obsolete:
            continue
        if entry.fuzzy or not entry.translated():
            yield f"{language}: not translated: {entry.msgid!r}"
        elif not entry.msgid_plural and placeholders(entry.msgid) != placeholders(entry.msgstr):
            yield f"{language}: placeholders differ: {entry.msgid!r} → {entry.msgstr!r}"


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["gather"]:
            gather()
        case ["check"]:
            check()
        case ["compile", *files] if files:
            for file in files:
                compile_file(file)
        case _:
            sys.exit(__doc__)
