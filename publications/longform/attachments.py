"""What comes with a publication: annexes, slides, an earlier edition, an easy-to-read version."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from cms import languages
from cms.bilingual import Bilingual

from .kinds import AttachmentKind


class Attachment(Orderable):
    page = ParentalKey(
        "publications.PublicationPage", on_delete=models.CASCADE, related_name="attachments"
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=AttachmentKind.choices, default=AttachmentKind.ANNEX
    )
    title_fr = models.CharField(_("title in French"), max_length=200, blank=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=200, blank=True)
    file_fr = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file in French"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    file_nl = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file in Dutch"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    dated = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Of an earlier edition: when it came out.")
    )

    title = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("dated")]),
        FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_nl")]),
        FieldRowPanel([FieldPanel("file_fr"), FieldPanel("file_nl")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("document that comes with a publication")
        verbose_name_plural = _("documents that come with a publication")

    def __str__(self):
        return self.title.plain or self.get_kind_display()

    def clean(self):
        super().clean()
        if self.file_fr_id is None and self.file_nl_id is None:
            raise ValidationError({"file_fr": _("Choose a file in one language at least.")})


@dataclass(frozen=True)
class Enclosed:
    """An attachment as one reader sees it: the file in the reader's language first."""

    row: Attachment
    files: tuple  # (language code, document)


def enclosed(rows) -> list[Enclosed]:
    """`rows`: each attachment with its files by language. Without a file there is nothing to say:
    it may have been deleted.
    """
    here = languages.current()
    codes = (here, languages.other(here))
    told = [
        (row, tuple((code, files[code]) for code in codes if code in files)) for row, files in rows
    ]
    return [Enclosed(row, files) for row, files in told if files]
