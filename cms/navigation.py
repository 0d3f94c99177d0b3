"""The main menu: the tools each app offers, then the pages an editor put in the menu."""

from dataclasses import dataclass
from operator import attrgetter

from django.urls import reverse

from . import frame


@dataclass(frozen=True)
class Section:
    """A part of the site that is not a page of the tree: the directory, the ledger."""

    label: object  # a lazy translation
    url_name: str
    position: int = 100


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str
    is_current: bool = False


_sections: list[Section] = []


def register(label, url_name, position=100):
    """Called by an app when it is ready."""
    section = Section(label, url_name, position)
    if section not in _sections:
        _sections.append(section)
        _sections.sort(key=attrgetter("position"))


class Menus:
    """The pages just below the front page: in the menu, or at the foot."""

    def __init__(self, request):
        self.request = request
        self.pages = frame.of(request).sections

    def item(self, title, url):
        return MenuItem(title, url, is_current=self.request.path.startswith(url))

    @property
    def main(self):
        tools = [self.item(str(section.label), reverse(section.url_name)) for section in _sections]
        return tools + self._items(in_menu=True)

    @property
    def foot(self):
        return self._items(in_menu=False)

    def _items(self, in_menu):
        return [
            self.item(page.title, page.get_url(self.request))
            for page in self.pages
            if page.show_in_menus is in_menu
        ]


def sections():
    return list(_sections)
