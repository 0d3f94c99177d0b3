"""What publications and chapters inherit to have corrections and earlier versions."""

from django.db.models import Exists, F, Q
from django.db.models.lookups import StartsWith
from django.utils.functional import cached_property

from .declarations import Declared
from .form import PublishedAgainForm
from .history import History
from .natures import Nature
from .versions import Version


class Corrected(Declared):
    base_form_class = PublishedAgainForm
    has_history = True  # unless the query that finds the page knows better: see `happened_to`

    @cached_property
    def history(self):
        return History(self)


def happened_to(pages):
    """Whether there is more to tell of a page than its first publication."""
    own = Q(page_id=pages("pk")) & ~Q(nature=Nature.FIRST)
    twin = Q(correction__isnull=False, page__translation_key=pages("translation_key"))
    below = Q(correction__isnull=False) & Q(StartsWith(F("page__path"), pages("path")))
    return Exists(Version.objects.filter(own | twin | below))
