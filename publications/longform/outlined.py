"""A page with a long text: its outline, its passages, what keeps it from being published."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail_localize.models import TranslationContext

from cms.reading import Reading

from ..ledger.recommendations import Recommendation
from . import passages, roles
from .document import Document
from .faults import faults_of
from .outline import outline_of


class LongformForm(WagtailAdminPageForm):
    """A draft may have holes; what is published may not."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation and {"body", "notes"} <= cleaned.keys():
            page = self.instance
            page.body, page.notes = cleaned["body"], cleaned["notes"]
            page.title = cleaned.get("title", page.title)
            if found := [fault.text for fault in page.faults]:
                self.add_error("body", ValidationError(found))
        return cleaned


class Outlined:
    """Mixed into the pages that have `body`, `notes` and `outline`."""

    base_form_class = LongformForm

    @property
    def current_outline(self):
        """Of the text as it is now; `outline` is the one of what was saved last."""
        return outline_of(self.body, self.notes)

    @property
    def faults(self):
        return faults_of(self, None)

    @property
    def warnings(self):
        """What an editor should think twice about. It stops nothing."""
        return roles.warnings_of(self.body.get_prep_value())

    def clean(self):
        """Every way to save passes here, drafts too: an anchor must not change afterwards."""
        super().clean()
        stored = self.body.get_prep_value()
        if len(passages.split(stored)) > len(stored):
            self.body = passages.split(stored, self._translated_blocks())

    def _translated_blocks(self):
        """The blocks somebody translates: cut in pieces, they would lose their translation."""
        contexts = TranslationContext.objects.filter(
            object_id=self.translation_key, path__startswith="body."
        )
        return {path.split(".")[1] for path in contexts.values_list("path", flat=True)}

    def save(self, *args, **kwargs):
        if not {"body", "notes"} & self.get_deferred_fields():
            self.outline = self.current_outline
        return super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        reading = Reading.of({"request": request})
        reading.long_document = Document(self, self.publication, request)
        reading.records[Recommendation] = reading.long_document.recommendations
        return super().get_context(request, *args, **kwargs) | {
            "document": reading.long_document,
            "headings": reading.long_document.headings,
        }

    @cached_property
    def publication(self):
        return self
