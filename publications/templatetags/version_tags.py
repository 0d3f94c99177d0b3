"""Where the earlier versions of a page are, and what changed since one of them."""

from django import template

from publications.longform.corrections import addresses

register = template.Library()


@register.simple_tag(takes_context=True)
def history_url(context, page):
    return addresses.of_list(page, context.get("request"))


@register.simple_tag(takes_context=True)
def version_url(context, page, version):
    return addresses.of_version(page, version, context.get("request"))


@register.simple_tag(takes_context=True)
def changes_url(context, page, version):
    return addresses.of_changes(page, version, context.get("request"))
