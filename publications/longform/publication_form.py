"""What is checked when a publication goes public or to the committee; a draft may be unfinished."""

from django.utils.translation import gettext as _

from .corrections.form import PublishedAgainForm
from .kinds import ChapterRole, Kind


class PublicationForm(PublishedAgainForm):
    class Media:
        js = ["js/admin/publication_kind.js"]

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self.check_order("event_on", "event_until", _("It cannot end before it begins."))
            self.check_order("covers_from", "covers_to", _("The last year comes before the first."))
            if lacks_method(cleaned.get("kind"), cleaned.get("method"), self.instance):
                self.add_error("method", NO_METHOD())
        return cleaned

    def check_order(self, first, last, objection):
        begin, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
        if begin and end and end < begin:
            self.add_error(last, objection)


def NO_METHOD():
    return _(
        "A shared diagnosis needs its method note to be published: who was asked, how, by whom. "
        "Write it here, or mark a published chapter as “method note”. "
        "Nothing you typed is lost: it can be kept as a draft."
    )


def lacks_method(kind, method, page):
    """A diagnosis is worth what its method is worth. Also true of a translation's original."""
    if kind != Kind.DIAGNOSIS or (method or "").strip():
        return False
    return not (page.pk and page.public_chapters.filter(role=ChapterRole.METHOD).exists())
