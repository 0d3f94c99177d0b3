"""Short records carry both languages; this gives the reader's, and says when it had to fall back.

    class Organisation(models.Model):
        name_fr = models.CharField(…)
        name_nl = models.CharField(…)
        name = Bilingual()

In a template, `{{ organisation.name }}` marks a fallback with its language; `.plain` is the bare
text, for attributes and titles.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import languages

FALLBACK_HTML = (
    '<span class="fallback" lang="{lang}">{text}'
    ' <abbr class="fallback__mark" title="{title}">{code}</abbr></span>'
)


class Text(str):
    """A text that knows its language, and whether the reader asked for another one."""

    language: str
    is_fallback: bool

    def __new__(cls, value: str, language: str, is_fallback: bool = False) -> "Text":
        text = super().__new__(cls, value)
        text.language = language
        text.is_fallback = is_fallback
        return text

    @property
    def plain(self) -> str:
        return "".join(self)

    @property
    def html_lang(self) -> str:
        return languages.html_lang(self.language)

    def __html__(self) -> SafeString:
        if not self.is_fallback:
            return format_html("{}", self.plain)
        return format_html(
            FALLBACK_HTML,
            lang=self.html_lang,
            text=self.plain,
            title=only_in(self.language),
            code=self.language.upper(),
        )


def only_in(language: str) -> str:
    """What to say of a text that exists in one language only."""
    return _("In French only") if language == "fr" else _("In Dutch only")


def text_in(record: object, field: str, language: str | None = None) -> Text:
    """The record's text in `language` (the reader's, if not given), else in the other one."""
    wanted = language or languages.current()
    for code in (wanted, languages.other(wanted)):
        if value := getattr(record, f"{field}_{code}"):
            return Text(value, code, is_fallback=code != wanted)
    return Text("", wanted)


class Bilingual:
    """Reads the pair `<name>_fr`, `<name>_nl` in the reader's language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, record: object, owner: type | None = None):
        return self if record is None else text_in(record, self.name)
