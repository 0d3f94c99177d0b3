"""The question asked when something public is about to be published again: what is this change?"""

from django import forms
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.blocks.body import anchor_of

from ..outlined import LongformForm
from .declarations import Declaration, Said
from .natures import Change

FIELDS = ("change", "change_fr", "change_nl", "change_passage")
HELP = {
    "change": _(
        "A minor edit replaces the present version without a word, and leaves translations as they "
        "are: a new sentence is not one. The two others keep the present version at its own "
        "address, where readers can compare."
    ),
    "change_fr": _(
        "One or two sentences, shown near the top with today's date. "
        "Example: the number of members in 2014 was 46, not 64."
    ),
}


def words(label, key=""):
    return forms.CharField(
        label=label,
        required=False,
        max_length=2000,
        help_text=HELP.get(key, ""),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishedAgainForm(LongformForm):
    """Asks nothing of a page that is not public yet."""

    change = forms.ChoiceField(
        label=_("What is this change?"),
        choices=Change.choices,
        initial=Change.CORRECTION,
        required=False,
        help_text=HELP["change"],
        widget=forms.RadioSelect,
    )
    change_fr = words(_("What changed, in French"), "change_fr")
    change_nl = words(_("What changed, in Dutch"))
    change_passage = forms.ChoiceField(label=_("In this passage"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.asks:
            for name in FIELDS:
                self.fields.pop(name, None)
            return
        self.fields["change_passage"].choices = [
            ("", _("In several, or in none in particular")),
            *passages_of(self.instance),
        ]
        for name, value in self.said_before.items():
            self.initial.setdefault(name, value)

    @property
    def asks(self):
        return bool(self.instance.pk and self.instance.live) and "change" in self.base_fields

    @cached_property
    def said_before(self):
        """With the draft that one goes on with; a published one has had its say."""
        page = self.instance
        if page.latest_revision_id in (None, page.live_revision_id):
            return {}
        said = Declaration.objects.waiting_for(page.latest_revision_id)
        if said is None:
            return {}
        return {
            "change": said.change,
            "change_fr": said.text_fr,
            "change_nl": said.text_nl,
            "change_passage": said.passage,
        }

    def clean(self):
        cleaned = super().clean()
        if self.asks and not self.is_deferred_validation:
            self.check_change(cleaned)
        return cleaned

    def check_change(self, cleaned):
        if not cleaned.get("change") and "change" not in self.errors:
            self.add_error(
                "change", _("Say what this change is. Nothing is published yet, nothing is lost.")
            )
        own = f"change_{self.instance.locale.language_code}"
        if cleaned.get("change") == Change.CORRECTION and not cleaned.get(own, "").strip():
            self.add_error(
                own,
                _(
                    "Say what changed, for readers; or choose another kind of change. "
                    "Nothing is published yet, nothing is lost."
                ),
            )

    def save(self, commit=True):
        if self.asks and self.cleaned_data.get("change"):
            self.instance.said = Said(
                change=self.cleaned_data["change"],
                text_fr=self.cleaned_data.get("change_fr", "").strip(),
                text_nl=self.cleaned_data.get("change_nl", "").strip(),
                passage=self.cleaned_data.get("change_passage", ""),
            )
        return super().save(commit=commit)


def passages_of(page):
    """Where a correction can point to, each by its first words."""
    for child in page.body:
        text = " ".join("\n".join(child.block.get_searchable_content(child.value)).split())
        if text and child.id:
            yield anchor_of(child), Truncator(text).chars(70)


CHANGE_PANEL = MultiFieldPanel(
    [
        FieldPanel("change", disable_comments=True),
        FieldRowPanel(
            [
                FieldPanel("change_fr", disable_comments=True),
                FieldPanel("change_nl", disable_comments=True),
            ]
        ),
        FieldPanel("change_passage", disable_comments=True),
    ],
    heading=_("This is public already: what are you changing?"),
    icon="history",
)
