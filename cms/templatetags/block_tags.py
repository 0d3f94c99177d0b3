"""What the templates of blocks and pages need to draw pictures, texts and links."""

from django import template

from cms import pictures, richtext
from cms.blocks.actions import destination_of
from cms.blocks.groups import IN_TEXT
from cms.reading import Reading

register = template.Library()


@register.simple_tag
def photo(image, width="text", lead=False, alt=None):
    """A picture in the right size. `width`: text, half, third or wide. `lead`: seen at once."""
    return pictures.html(image, width, lead, alt) if image else ""


@register.simple_tag(takes_context=True)
def prose(context, value, anchor=""):
    """Rich text, of a block or of a field, with its links and terms for this reader."""
    return richtext.render(value, Reading.of(context), anchor)


@register.simple_tag(takes_context=True)
def destination(context, value):
    """Where a link of an editor leads this reader: a `Link`, or None if it leads nowhere."""
    return destination_of(value, Reading.of(context))


@register.simple_tag(takes_context=True)
def passage_link(context, anchor):
    """The link to a passage, in long documents; a paragraph gets it from `prose`."""
    in_document = anchor and Reading.of(context).long_document
    return richtext.link_to_passage(anchor) if in_document else ""


@register.filter
def is_prose(block):
    """Whether a block belongs into running text, for those that show it alone."""
    return block.meta.group in IN_TEXT
