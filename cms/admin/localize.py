"""The doors of wagtail-localize that stood open, closed; its questions nobody needs, not asked.

The views keep the addresses and names of the originals: ours are registered before them.
"""

from django import forms
from django.contrib import messages as django_messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale
from wagtail.permissions import page_permission_policy
from wagtail_localize import models as localize_models
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.fetching import fetch

SEES_REPORTS = ["add", "change", "publish"]
# Their dates speak the language of the machine; in figures they are the same in both of ours.
localize_models.DATE_FORMAT = edit_translation.DATE_FORMAT = "%d/%m/%Y"


class Submit(SubmitPageTranslationView):
    """Only pages one may edit, that visitors can read, below a page that is translated."""

    def dispatch(self, request, *args, **kwargs):
        page = self.get_object()
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if objection := self.objection(page):
            messages.error(request, objection)
            following = get_valid_next_url_from_request(request)
            return redirect(
                following or reverse("wagtailadmin_explore", args=[page.get_parent().pk])
            )
        return super().dispatch(request, *args, **kwargs)

    def objection(self, page):
        if not page.live:
            return _("Publish this page first: what is translated is what visitors read.")
        parent = page.get_parent()
        missing = Locale.objects.exclude(
            pk__in=parent.get_translations(inclusive=True).values("locale")
        )
        if parent.depth > 1 and missing.exists():
            return _("“%(page)s”, the page above, is not translated yet. Begin with that one.") % {
                "page": parent.title
            }
        return ""

    def get_form(self):
        form = super().get_form()
        # A page is submitted when somebody means to translate it, not a whole branch at once.
        form.fields["include_subtree"] = forms.BooleanField(
            required=False, disabled=True, widget=forms.HiddenInput
        )
        if not form.is_bound:
            form.initial.setdefault("locales", list(form.fields["locales"].queryset))
        return form


class Update(UpdateTranslationsView):
    """Fetches the changes, as happens by itself after a publication. It publishes nothing."""

    def dispatch(self, request, *args, **kwargs):
        original = self.get_object().get_source_instance()
        if not original.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self):
        return forms.Form(self.request.POST if self.request.method == "POST" else None)

    def form_valid(self, form):
        fetch(self.object)
        django_messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())


@require_POST
def stop(request, translation_id):
    """Cutting a page off from its original is a decision about what is published."""
    page = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return edit_translation.stop_translation(request, translation_id)


def no_alias(request, page_id):
    """An alias shows the original, in its language, at the address of the translation."""
    raise PermissionDenied


class Report(TranslationsReportView):
    """The titles of the pages one may edit, not of all."""

    permission_policy = page_permission_policy
    any_permission_required = SEES_REPORTS

    def get_queryset(self):
        mine = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        translations = super().get_queryset().order_by("source__object_repr", "pk")
        return translations.filter(source__object_id__in=mine.values("translation_key"))


class Words(JavaScriptCatalog):
    """The words before a language on their button, with the space their translations forget."""

    packages = ["wagtail_localize"]

    def get_catalog(self):
        return super().get_catalog() | {"Publish in ": _("Publish in ")}


urlpatterns = [
    path("localize/jsi18n/", Words.as_view()),
    path("localize/submit/page/<int:page_id>/", Submit.as_view()),
    path("localize/update/<int:translation_source_id>/", Update.as_view()),
    path("localize/translate/<int:translation_id>/disable/", stop),
    path("localize/page/<int:page_id>/convert_to_alias/", no_alias),
    path("localize/reports/translations/", Report.as_view()),
    path("localize/reports/translations/results/", Report.as_view(results_only=True)),
]
