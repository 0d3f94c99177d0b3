"""The result of an analysis in group: most documents publish the last steps only."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, StructBlock

from cms.blocks import groups, samples
from cms.blocks.prose import Prose

from .grids import PartedValue

PARTS = {
    "situation": _("Situation"),
    "interpretations": _("Interpretations"),
    "convergences": _("Convergences"),
    "divergences": _("Divergences"),
    "hypotheses": _("Hypotheses"),
    "perspectives": _("Practical perspectives"),
}
VALIDATIONS = {
    "validated": _("Validated"),
    "amended": _("Amended"),
    "contested": _("Contested"),
    "not-submitted": _("Not submitted"),
}


class AnalysisValue(PartedValue):
    @property
    def validation_label(self):
        return VALIDATIONS.get(self.get("validation"), "")


class AnalysisBlock(StructBlock):
    title = CharBlock(label=_("Title"), required=False, default="", max_length=250)
    situation = Prose(
        label=PARTS["situation"],
        required=False,
        help_text=_("What was told, without anything that lets guess who it was."),
    )
    interpretations = Prose(label=PARTS["interpretations"], required=False)
    convergences = Prose(label=PARTS["convergences"], required=False)
    divergences = Prose(
        label=PARTS["divergences"],
        required=False,
        help_text=_("A disagreement is a result: say it in words, not in percentages."),
    )
    hypotheses = Prose(label=PARTS["hypotheses"], required=False)
    perspectives = Prose(label=PARTS["perspectives"], required=False)
    validation = ChoiceBlock(
        search_index=False,
        label=_("Validation"),
        choices=list(VALIDATIONS.items()),
        required=False,
    )
    validated_by = CharBlock(
        label=_("By which forum"),
        required=False,
        default="",
        max_length=150,
        help_text=_("Example: the assembly of the associations"),
    )
    validated_on = DateBlock(label=_("On"), required=False)

    class Meta:
        label = _("Analysis in group")
        description = _("Its steps, from the situation to the perspectives; each may be left out.")
        group = groups.FACTS
        icon = "group"
        template = "publications/longform/blocks/analysis.html"
        value_class = AnalysisValue
        parts = PARTS
        preview_value = {
            "title": _("What the group saw"),
            "situation": "",
            "interpretations": "",
            "convergences": samples.PARAGRAPH,
            "divergences": samples.PARAGRAPH,
            "hypotheses": "",
            "perspectives": samples.PARAGRAPH,
            "validation": "validated",
            "validated_by": _("the assembly of the associations"),
            "validated_on": None,
        }
