"""Conventions of this project as system checks."""

from django.apps import apps
from django.core.checks import Error, Warning, register
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.blocks import Block, CharBlock, RawHTMLBlock, StreamBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

OWN_APPS = {"cms", "search", "directory", "publications", "groups", "home"}
PAIR = ("_fr", "_nl")


@register()
def both_languages(app_configs, **kwargs):
    """A field that ends in `_fr` has its twin in `_nl`, of the same kind, and the reverse."""
    errors = []
    for model in apps.get_models():
        if model._meta.app_label not in OWN_APPS:
            continue
        fields = {f.name: f for f in model._meta.get_fields() if isinstance(f, models.Field)}
        for name, field in fields.items():
            if not name.endswith(PAIR):
                continue
            twin = fields.get(name[:-3] + (PAIR[1] if name.endswith(PAIR[0]) else PAIR[0]))
            if type(twin) is not type(field):
                message = f"{model._meta.label}.{name} has no twin in the other language."
                errors.append(Error(message, id="cms.E001"))
    return errors


def own_streams():
    """Every stream that an editor of this site fills: (model.field, block)."""
    for model in apps.get_models():
        if model._meta.app_label in OWN_APPS:
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    yield f"{model._meta.label}.{field.name}", field.stream_block


def descendants(block):
    """A block and all that lies in it."""
    yield block
    if isinstance(block, ImageBlock):
        return  # Wagtail's own, and so are its parts
    inside = list(getattr(block, "child_blocks", {}).values())
    if hasattr(block, "child_block"):
        inside.append(block.child_block)
    for child in inside:
        yield from descendants(child)


def template_exists(block):
    name = getattr(block.meta, "template", None)
    try:
        return bool(name and get_template(name))
    except TemplateDoesNotExist:
        return False


def has_preview(block):
    own = type(block).get_preview_value is not Block.get_preview_value
    return own or hasattr(block.meta, "preview_value")


def is_text_without_default(block):
    """wagtail-localize cannot read a text that is None: one added later to pages that exist."""
    is_text = isinstance(block, CharBlock | TextBlock)
    return is_text and not block.required and block.meta.default is None


def lacks(block):
    """What an editor would miss when choosing this block."""
    wanted = {
        "a template": template_exists(block),
        "a description": getattr(block.meta, "description", ""),
        "a group": block.meta.group,
        "a preview value": has_preview(block),
    }
    return [name for name, present in wanted.items() if not present]


def faults(where, stream):
    """What is wrong in a stream. A missing preview stops no site; a hole for scripts does."""
    for block in descendants(stream):
        if isinstance(block, RawHTMLBlock):
            yield Error(f"{where}: {block.name} lets raw HTML through.", id="cms.E003")
        if is_text_without_default(block):
            message = (
                f"{where}: {block.name} may be absent; without default='' it breaks translation."
            )
            yield Warning(message, id="cms.W004")
        if isinstance(block, StreamBlock):
            for name, choice in block.child_blocks.items():
                if missing := lacks(choice):
                    message = f"{where}: {name} has not {', '.join(missing)}."
                    yield Warning(message, id="cms.W002")


@register()
def blocks_are_complete(app_configs, **kwargs):
    """Whatever an editor may choose has a face, a place and a preview; nothing is raw HTML."""
    return [error for where, stream in own_streams() for error in faults(where, stream)]
