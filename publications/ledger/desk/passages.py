"""The exact passage of the source: chosen among the blocks of the publication, by their words."""

from django import forms
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.forms import WagtailAdminModelForm

from cms.blocks.body import anchor_of

from ...longform.publications import ChapterPage, PublicationPage

PERMISSION = "publications.change_recommendation"
LENGTH = 90


def passages(pk):
    """Anchor and first words of each block of a publication or of one of its chapters."""
    for model in (PublicationPage, ChapterPage):
        if page := model.objects.filter(pk=pk).first():
            return [(anchor_of(child), first_words(child)) for child in page.body if child.id]
    return []


def first_words(child):
    words = " ".join(child.block.get_searchable_content(child.value))
    plain = " ".join(strip_tags(words).split())
    return Truncator(plain).chars(LENGTH) or child.block.label


class PassageSelect(forms.Select):
    """Follows the page that is chosen above it; without scripts, after the draft is saved."""

    class Media:
        js = ["js/admin/passages.js"]


class RecommendationForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "source_anchor" in self.fields:
            self.offer_passages()

    def offer_passages(self):
        source = self.data.get("source_page") if self.is_bound else self.instance.source_page_id
        known = passages(source) if str(source or "").isdecimal() else []
        anchor = self.instance.source_anchor
        if anchor and anchor not in dict(known):
            known.append((anchor, _("A passage that is no longer there: choose another one.")))
        self.fields["source_anchor"].widget = PassageSelect(
            choices=[("", _("The whole publication")), *known],
            attrs={"data-passages": reverse("passages", args=[0])},
        )


@require_safe
@permission_required(PERMISSION)
def list_passages(request, pk):
    return JsonResponse({"passages": passages(pk)})


@hooks.register("register_admin_urls")
def urls():
    return [path("recommendations/passages/<int:pk>/", list_passages, name="passages")]
