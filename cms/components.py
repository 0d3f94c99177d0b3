"""Every block and every component on one page, with the face that visitors see.

For staff: to choose a block, to check a translation, to judge a change of the style sheets.
"""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.blocks import BoundBlock

from . import languages
from .blocks import samples
from .checks import own_streams

ACCENTS = ("neutral", "directory", "groups", "publications", "ledger", "news")
STATES = {
    "none": _("Not sent yet"),
    "waiting": _("Waiting for an answer"),
    "acknowledged": _("Acknowledged"),
    "overdue": _("No answer to date"),
    "answered": _("Answered"),
    "progress": _("Being carried out"),
    "done": _("Carried out"),
    "refused": _("Refused"),
    "closed": _("Closed"),
}


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=settings.LANGUAGES)


@dataclass(frozen=True)
class Shown:
    label: str
    description: str
    bound: BoundBlock


def groups_of_blocks():
    """Each block that some page offers, once, in the drawers in which editors find them."""
    found, seen = {}, set()
    for _where, stream in own_streams():
        for name, block in stream.child_blocks.items():
            identity = (type(block), name)
            if identity in seen:
                continue
            seen.add(identity)
            shown = Shown(
                block.label, block.get_description(), block.bind(block.get_preview_value())
            )
            found.setdefault(str(block.meta.group), []).append(shown)
    return found


@require_safe
def components(request):
    form = LanguageForm(request.GET)
    chosen = form.cleaned_data["language"] if form.is_valid() else languages.current()
    with translation.override(chosen):
        context = {
            "robots": "noindex",
            "chosen": chosen,
            "choices": settings.LANGUAGES,
            "groups": groups_of_blocks(),
            "accents": ACCENTS,
            "states": STATES,
            "sample": samples,
            "day": date(2015, 6, 2),
            "page_obj": Paginator(range(200), 20).page(4),
        }
        return render(request, "cms/components/page.html", context)


@hooks.register("register_admin_urls")
def address():
    return [path("components/", components, name="components")]


@hooks.register("register_help_menu_item")
def menu_item():
    return MenuItem(
        _("Components"), reverse("components"), name="components", icon_name="desktop", order=900
    )
