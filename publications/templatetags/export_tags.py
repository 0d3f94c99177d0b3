"""What the box *take it along* and the head of a publication need."""

from django import template

from publications.longform.export import quoting, shelf

register = template.Library()


@register.simple_tag(takes_context=True)
def files_of(context, page):
    """The files of a page, with their sizes where they are made."""
    return shelf.files_of(page, context.get("request"))


@register.simple_tag(takes_context=True)
def citations_of(context, page):
    """The files for reference managers."""
    return shelf.citations_of(page, context.get("request"))


@register.simple_tag(takes_context=True)
def citation_of(context, page):
    return quoting.plain(quoting.of_page(page, context.get("request")))


@register.simple_tag(takes_context=True)
def highwire_of(context, page):
    """(name, content) of each line for reference managers."""
    one = quoting.of_page(page, context.get("request"))
    return quoting.highwire(one, f"{one.address.rstrip('/')}.pdf")
