"""All that happened to one page since it became public, in one query."""

from django.utils.functional import cached_property

from . import versions
from .notices import tell
from .versions import Version


class History:
    def __init__(self, page):
        self.page = page

    @cached_property
    def _found(self):
        return list(Version.objects.told_on(self.family))

    @cached_property
    def versions(self):
        return [one for one in self._found if one.page_id == self.page.pk]

    @cached_property
    def earlier(self):
        return versions.earlier(self.versions)

    @cached_property
    def latest_earlier_first(self):
        return self.earlier[::-1]

    @cached_property
    def present(self):
        return versions.present(self.versions)

    def until(self, version):
        """The day on which another one took its place."""
        following = self.versions[self.versions.index(version) + 1]
        return following.day

    def at(self, when):
        return next((one for one in self.earlier if one.when == when), None)

    @cached_property
    def family(self):
        """The page, and the chapters below it that the public may read."""
        return [self.page, *getattr(self.page, "chapters", ())]

    @cached_property
    def corrections(self):
        told = [one.correction for one in self._found if one.correction]
        return sorted(told, key=lambda one: (one.made_on, one.recorded_at), reverse=True)

    @cached_property
    def notices(self):
        return tell(self.page, self.corrections, self.earlier)

    @cached_property
    def of_chapters(self):
        """What was corrected in the chapters, told with the title of each."""
        found = [
            notice for chapter in self.family[1:] for notice in tell(chapter, self.corrections, [])
        ]
        return sorted(found, key=lambda notice: notice.day, reverse=True)

    @property
    def has_more(self):
        """Than the page tells near its head."""
        return bool(self.earlier or self.of_chapters or self.notices)
