"""What is checked when a publication goes public or to the committee; a draft may be unfinished."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .corrections.form import PublishedAgainForm
from .faults import Fault
from .kinds import ChapterRole, Kind


class PublicationForm(PublishedAgainForm):
    class Media:
        js = ["js/admin/publication_kind.js"]

    def clean(self):
        # Faults are looked for in what is being sent, not in what was saved last.
        for name in self.cleaned_data.keys() & {"kind", "method"}:
            setattr(self.instance, name, self.cleaned_data[name])
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self.check_order("event_on", "event_until", _("It cannot end before it begins."))
            self.check_order("covers_from", "covers_to", _("The last year comes before the first."))
        return cleaned

    def check_order(self, first, last, objection):
        begin, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begin and end and end < begin:
            self.add_error(last, objection)


@dataclass(frozen=True)
class NoMethod(Fault):
    """A diagnosis is worth what its method is worth."""

    code: str = "method"
    words: str = ""

    @property
    def text(self):
        return _(
            "A shared diagnosis needs its method note to be published: who was asked, how, by "
            "whom. Write it here, or mark a published chapter as “method note”. "
            "Nothing you typed is lost: it can be kept as a draft."
        )


def method_faults(page):
    """Written on the page itself, or a chapter that everybody may read with it."""
    if page.kind != Kind.DIAGNOSIS or page.method.strip():
        return []
    noted = page.pk and page.public_chapters.filter(role=ChapterRole.METHOD).exists()
    return [] if noted else [NoMethod()]
