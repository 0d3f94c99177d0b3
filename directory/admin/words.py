"""The closed lists: how often each word is used; a word in use is merged, never just deleted."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from .. import usage
from ..models import Audience, Municipality, Neighbourhood, SpokenLanguage, Theme
from ..vocabulary import Vocabulary


class WordForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True


class MergePanel(HelpPanel):
    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def merge_url(self):
            return address("merge", self.instance) if self.instance.pk else ""


class VocabularyViewSet(SnippetViewSet):
    icon = "tag"
    list_display = [
        "label_fr",
        "label_nl",
        "code",
        Column("uses", label=gettext_lazy("Used"), sort_key="uses"),
        "position",
    ]
    search_fields = ["label_fr", "label_nl", "code"]
    list_per_page = 100
    copy_view_enabled = False

    def get_queryset(self, request):
        return usage.with_uses(self.model.objects.all())

    @cached_property
    def edit_handler(self):
        handler = ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_nl")]),
                        FieldRowPanel([FieldPanel("code"), FieldPanel("position")]),
                    ],
                    heading=gettext_lazy("The word"),
                ),
                MergePanel(template="directory/admin/word_panel.html"),
            ],
            base_form_class=WordForm,
        )
        return handler.bind_to_model(self.model)


class ThemeViewSet(VocabularyViewSet):
    model = Theme


class AudienceViewSet(VocabularyViewSet):
    model = Audience


class SpokenLanguageViewSet(VocabularyViewSet):
    model = SpokenLanguage


class MunicipalityViewSet(VocabularyViewSet):
    model = Municipality


class NeighbourhoodViewSet(VocabularyViewSet):
    model = Neighbourhood


LISTS = {
    model._meta.model_name: model
    for model in (Theme, Audience, SpokenLanguage, Municipality, Neighbourhood)
}
NAMES = "|".join(LISTS)


@hooks.register("before_delete_snippet")
def refuse_to_delete_what_is_used(request, instances):
    for word in instances:
        if isinstance(word, Vocabulary) and (uses := usage.uses_of(word)):
            messages.error(request, usage.sentence(word, uses))
            return redirect(address("merge", word))
    return None


def address(action, word):
    name = word._meta.model_name
    if action == "merge":
        return reverse("directory_merge", args=[name, word.pk])
    return reverse(f"wagtailsnippets_directory_{name}:{action}", args=[word.pk])


def merge(request, name, pk):
    model = LISTS[name]
    permissions = [f"directory.{action}_{name}" for action in ("change", "delete")]
    if not request.user.has_perms(permissions):
        raise PermissionDenied
    word = get_object_or_404(usage.with_uses(model.objects.all()), pk=pk)

    class MergeForm(forms.Form):
        into = forms.ModelChoiceField(
            model.objects.exclude(pk=pk), label=_("Merge it into"), empty_label=_("Choose a word")
        )

    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        into = form.cleaned_data["into"]
        moved = usage.merge(word, into)
        words = ngettext(
            "“%(word)s” is now “%(into)s”, in %(number)s place.",
            "“%(word)s” is now “%(into)s”, in %(number)s places.",
            moved,
        )
        messages.success(request, words % {"word": word, "into": into, "number": moved})
        return redirect(reverse(f"wagtailsnippets_directory_{name}:list"))
    context = {"word": word, "form": form, "edit_url": address("edit", word)}
    return render(request, "directory/admin/merge.html", context)


@hooks.register("register_admin_urls")
def addresses():
    return [re_path(rf"^directory/merge/({NAMES})/(\d+)/$", merge, name="directory_merge")]
