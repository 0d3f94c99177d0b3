"""The two languages of the site, and how HTML names them."""

from django.conf import settings
from django.utils.translation import get_language

CODES = [code for code, _name in settings.LANGUAGES]
NAMES = dict(settings.LANGUAGES)
HTML_LANGS = {"fr": "fr-BE", "nl": "nl-BE"}


def current() -> str:
    """The reader's language; the default one where Django is active in none of ours."""
    code = (get_language() or settings.LANGUAGE_CODE)[:2]
    return code if code in CODES else settings.LANGUAGE_CODE


def other(code: str) -> str:
    return CODES[1] if code == CODES[0] else CODES[0]


def html_lang(code: str) -> str:
    return HTML_LANGS.get(code, code)
