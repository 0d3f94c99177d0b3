"""What publications and chapters inherit to have corrections and earlier versions."""

from django.utils.functional import cached_property

from .declarations import Declared
from .form import PublishedAgainForm
from .history import History


class Corrected(Declared):
    base_form_class = PublishedAgainForm

    @cached_property
    def history(self):
        return History(self)
