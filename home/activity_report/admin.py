"""The screen: choose a year and a language, get a draft; or bring one up to date."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms import languages
from publications.models import PublicationIndexPage

from . import drafting
from .records import ReportDraft

OLDEST = 1970


def indexes_of(user):
    """The lists of publications, one in each language, below which this person may add one."""
    found = PublicationIndexPage.objects.select_related("locale").order_by("path")
    return [page for page in found if page.permissions_for_user(user).can_add_subpage()]


def address_of(draft):
    """Its chapters, in their order."""
    return f"{reverse('wagtailadmin_explore', args=[draft.page_id])}?ordering=ord"


class YearForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=OLDEST)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the original"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It is translated later, like every page."),
    )

    def __init__(self, *args, indexes, **kwargs):
        super().__init__(*args, **kwargs)
        self.indexes = {page.locale.language_code: page for page in indexes}
        names = languages.NAMES
        self.fields["language"].choices = [(code, names[code]) for code in self.indexes]

    def clean_year(self):
        if self.cleaned_data["year"] > timezone.localdate().year:
            raise forms.ValidationError(_("That year has not begun."))
        return self.cleaned_data["year"]

    @property
    def index(self):
        return self.indexes[self.cleaned_data["language"]]


class ActivityReportView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/activity_report/activity_report.html"
    page_title = gettext_lazy("Activity report")
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        self.indexes = indexes_of(request.user)
        if not self.indexes:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def bound(self, data=None):
        initial = {"year": timezone.localdate().year - 1}
        initial["language"] = self.indexes[0].locale.language_code
        return YearForm(data, indexes=self.indexes, initial=initial)

    def get_context_data(self, **kwargs):
        if "form" not in kwargs:
            kwargs["form"] = self.bound()
        drafts = ReportDraft.objects.select_related("page__locale")
        return super().get_context_data(drafts=drafts, **kwargs)

    def post(self, request):
        if "refresh" in request.POST:
            return self.refresh(request.POST["refresh"])
        form = self.bound(request.POST)
        if not form.is_valid():
            return self.again(422, form=form)
        year, index = form.cleaned_data["year"], form.index
        known = ReportDraft.objects.filter(year=year, page__locale=index.locale)
        if known and "anew" not in request.POST:
            return self.again(409, form=form, known=known.select_related("page"))
        draft = drafting.make(index, year, request.user)
        text = _("Here is the draft. Nobody else sees it; the places to complete are marked.")
        messages.success(request, text)
        return redirect(address_of(draft))

    def again(self, status, **context):
        return render(
            self.request, self.template_name, self.get_context_data(**context), status=status
        )

    def refresh(self, number):
        rows = ReportDraft.objects.filter(pk=number if number.isdecimal() else None)
        draft = get_object_or_404(rows)
        if not draft.page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        if draft.page.live:
            messages.error(self.request, _("It is published: nothing was changed in it."))
            return redirect("activity_report")
        changed = drafting.refresh(draft, self.request.user)
        if changed:
            text = ngettext(
                "%(count)d passage was brought up to date. What you wrote is as you wrote it.",
                "%(count)d passages were brought up to date. What you wrote is as you wrote it.",
                changed,
            )
            messages.success(self.request, text % {"count": changed})
        else:
            messages.success(self.request, _("Nothing new since: it is up to date."))
        return redirect(address_of(draft))


@hooks.register("register_admin_urls")
def urls():
    return [path("activity-report/", ActivityReportView.as_view(), name="activity_report")]


class ReportMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(indexes_of(request.user))


@hooks.register("register_reports_menu_item")
def in_the_reports():
    return ReportMenuItem(
        gettext_lazy("Activity report"),
        reverse("activity_report"),
        name="activity-report",
        icon_name="doc-full",
        order=880,
    )
