"""A recommendation of the ledger, shown where a document makes it: its state is always today's."""

from django.utils.translation import gettext_lazy as _

from cms.blocks import groups
from cms.chosen import RecordChooser

from ...ledger.recommendations import Recommendation


class RecommendationBlock(RecordChooser):
    def __init__(self, **kwargs):
        super().__init__(Recommendation, **kwargs)

    def get_preview_value(self):
        return Recommendation.objects.public().order_by("pk").first()

    class Meta:
        label = _("Recommendation of the ledger")
        description = _("A recommendation with its number and where it stands today.")
        group = groups.FACTS
        icon = "list-ul"
        template = "publications/longform/blocks/recommendation.html"
