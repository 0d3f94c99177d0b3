from django import template

from publications.ledger import explaining, wording

register = template.Library()


@register.filter
def told(clock):
    """A clock in one sentence, in the reader's language."""
    return wording.sentence(clock)


@register.filter
def explained(clock):
    """How its numbers come about, step by step."""
    return explaining.explanation(clock)


@register.filter
def listed(values):
    """2010, 2013 and 2017: in the reader's language."""
    return wording.listed(values)
