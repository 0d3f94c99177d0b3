from django import template

from publications.ledger import wording

register = template.Library()


@register.filter
def told(clock):
    """A clock in one sentence, in the reader's language."""
    return wording.sentence(clock)
