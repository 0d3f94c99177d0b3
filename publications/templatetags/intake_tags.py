from django import template

from ..longform.intake.forms import KINDS

register = template.Library()


@register.filter
def kind_of_piece(piece):
    return KINDS[piece.kind]
