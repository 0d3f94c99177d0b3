"""What the templates of long documents ask."""

from dataclasses import dataclass

from django import template

from cms.reading import Reading

from ..ledger.casefile import with_clocks
from ..ledger.clock import Clock
from ..ledger.recommendations import Recommendation

register = template.Library()


@dataclass(frozen=True)
class Standing:
    recommendation: Recommendation
    clock: Clock

    @property
    def asked(self):
        return self.clock.sending and self.clock.sending.authority


@register.simple_tag(takes_context=True)
def standing(context, recommendation):
    """Where a recommendation stands today; None if it is gone or not public."""
    if recommendation is None:
        return None
    document = Reading.of(context).long_document
    if document is not None:
        found = document.standing.get(recommendation.pk)
        return found and Standing(*found)
    known = Recommendation.objects.public().filter(pk=recommendation.pk)  # a preview, alone
    return next((Standing(*pair) for pair in with_clocks(known)), None)
