"""The themes and what bears them, for lists that count: one query for both."""

from django.db.models import CharField, F, Model, Value

from .vocabulary import Theme

SHAPE = ("pk", "code", "label_fr", "label_nl", "position")


def themes_of(model: type[Model], column: str):
    """Every theme in words, in the order in which it is offered; pairs (code, key of a bearer).

    `column`: how the table between them names the bearer.
    """
    between = model._meta.get_field("themes").remote_field.through._default_manager.order_by()
    nothing = [Value("", CharField())] * 3
    rows = (
        Theme.objects.order_by()
        .values_list(*SHAPE)
        .union(between.values_list("theme", *nothing, -F(column)), all=True)
    )
    themes, having = {}, []
    for pk, code, *labels, number in rows:
        if code:
            themes[pk] = Theme(code=code, label_fr=labels[0], label_nl=labels[1], position=number)
        else:
            having.append((pk, -number))
    in_order = sorted(themes.values(), key=lambda theme: (theme.position, theme.code))
    words = {theme.code: theme.label for theme in in_order}
    return words, [(themes[theme].code, bearer) for theme, bearer in having if theme in themes]
