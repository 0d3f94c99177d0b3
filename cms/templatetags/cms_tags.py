"""Loaded in every template."""

import json

from django import template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from cms import bilingual, languages
from cms.subscriptions import topics

register = template.Library()

# Inside a script element, these could end it or begin another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def html_lang(code):
    """`fr` → `fr-BE`: what goes into a `lang` attribute."""
    return languages.html_lang(code)


@register.filter
def lang_of(record):
    """The `lang` of a page, for lists that mix languages."""
    return languages.html_lang(record.locale.language_code)


@register.filter
def only_in(code):
    """What the mark of a fallback means: *In French only*."""
    return bilingual.only_in(code)


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """The present query string with some values changed; an empty value removes its name."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def query_without(context, name):
    """The present query string without one of its names, and from the first page again."""
    query = context["request"].GET.copy()
    query.pop(name, None)
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.filter
def elided_pages(page_obj):
    """The numbers of the pages of a list, with an ellipsis for those far away."""
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)


@register.simple_tag
def alert_address(kind, code):
    """Where one asks to be told by e-mail what happens to it (cms/subscriptions)."""
    query = urlencode({"topic": topics.topic(kind, code)})
    return f"{reverse('alerts:ask')}?{query}"


@register.simple_tag
def json_ld(data):
    """What a page is about, for machines. A block of data: the security policy runs no script."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308
