"""Where earlier versions are: below the address of their page, at the day they were published."""

from django.urls import path, register_converter, reverse
from django.utils.translation import gettext_lazy as _


class WhenConverter:
    """A day, with a number if it was not the first of that day: 2016-03-15, 2016-03-15-2."""

    regex = r"\d{4}-\d{2}-\d{2}(?:-\d{1,4})?"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


def patterns():
    from . import views

    register_converter(WhenConverter, "when")
    return [
        path(_("<path:page_path>/versions/"), views.versions, name="list"),
        path(_("<path:page_path>/versions/<when:when>/"), views.version, name="one"),
        path(_("<path:page_path>/versions/<when:when>/changes/"), views.changes, name="changes"),
    ]


def of_list(page, request=None):
    return _below(page, request, "versions:list")


def of_version(page, version, request=None):
    return _below(page, request, "versions:one", when=version.when)


def of_changes(page, version, request=None):
    return _below(page, request, "versions:changes", when=version.when)


def _below(page, request, name, **parts):
    """In the reader's language, which is the page's: a version is read below its own page."""
    _language, _slash, page_path = page.get_url(request).strip("/").partition("/")
    return reverse(name, kwargs={"page_path": page_path, **parts})
