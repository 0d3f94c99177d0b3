"""Screens of those who keep minutes: the coordination, and the facilitators for their groups.

What is not hers to write does not exist for somebody: a title alone would say too much.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets import widgets
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms import languages
from cms.pages import paginate

from ..meetings.records import Meeting
from . import attendance, drafting, keeping
from .facilitators import Facilitator
from .forms import AttendanceFormSet, BeginForm, MinutesForm, TimeForm
from .readers import WRITE_ALL, may_write_some, meetings_to_write
from .records import Minutes
from .views import file_response

PER_PAGE = 50


class Screen(WagtailAdminTemplateMixin, TemplateView):
    """For whoever writes some minutes, and kept by no browser."""

    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        if not self.is_for(request.user):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    def is_for(self, user):
        return may_write_some(user)

    def get_breadcrumbs_items(self):
        above = {"url": reverse("minutes_list"), "label": _("Minutes")}
        label = " · ".join(filter(None, [self.page_title, self.page_subtitle]))
        return [*self.breadcrumbs_items, above, {"url": "", "label": label}]

    def again(self, **context):
        return render(
            self.request, self.template_name, self.get_context_data(**context), status=422
        )


class ListView(Screen):
    template_name = "groups/admin/minutes_list.html"
    page_title = gettext_lazy("Minutes")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        held = meetings_to_write(user).filter(start__lte=timezone.now(), cancelled=False)
        return super().get_context_data(
            page_obj=paginate(
                held.select_related("minutes", "group", "body").order_by("-start", "pk"),
                self.request.GET.get("page"),
                PER_PAGE,
            ),
            series=series_to_write(user),
            keeps_all=user.has_perm(WRITE_ALL),
            **kwargs,
        )


def series_to_write(user):
    """What comes back has no minutes of its own, but each of its times may."""
    rows = Meeting.objects.exclude(every="").select_related("group", "body")
    if user.has_perm(WRITE_ALL):
        return rows
    return rows.filter(group__in=meetings_to_write(user).values("group")) | rows.filter(
        group__facilitators__in=Facilitator.objects.in_office().filter(user=user)
    )


class MinutesView(Screen):
    """The minutes of one meeting; made from its agenda by one click where there are none."""

    template_name = "groups/admin/minutes.html"

    @cached_property
    def meeting(self):
        return get_object_or_404(meetings_to_write(self.request.user), pk=self.kwargs["pk"])

    @cached_property
    def minutes(self):
        return Minutes.objects.filter(meeting=self.meeting).first()

    def get(self, request, pk):
        if self.minutes is None:
            self.template_name = "groups/admin/begin_minutes.html"
        return super().get(request, pk=pk)

    def get_context_data(self, **kwargs):
        self.page_title, self.page_subtitle = _("Minutes of a meeting"), str(self.meeting)
        context = {"meeting": self.meeting, "minutes": self.minutes}
        if self.minutes is None:
            context["begin"] = BeginForm(initial={"language": languages.current()})
        else:
            context |= self.forms()
            context |= {
                "files": self.minutes.files.all(),
                "can_send": self.request.user.has_perm(WRITE_ALL),
                "version": self.minutes.changed_at.isoformat(),
            }
        return super().get_context_data(**(context | kwargs))

    def forms(self, *data):
        rows = attendance.rows_of(self.meeting)
        return {
            "form": MinutesForm(*data, instance=self.minutes),
            "rows": AttendanceFormSet(
                *data[:1], instance=self.meeting, queryset=rows, prefix="rows"
            ),
        }

    def post(self, request, pk):
        if self.minutes is None:
            return self.begin()
        version = self.minutes.changed_at.isoformat()
        forms = self.forms(request.POST, request.FILES)
        form, rows = forms["form"], forms["rows"]
        is_valid = form.is_valid() & rows.is_valid()
        if request.POST.get("version") != version:
            form.add_error(
                None, _("Somebody saved these minutes while you wrote. Yours are below.")
            )
            form.add_error(
                None, _("Open this screen once more to compare; saving replaces theirs.")
            )
            is_valid = False
        if not is_valid:
            self.minutes.refresh_from_db()
            return self.again(**forms, version=version)
        keeping.keep(form, rows, request.POST.getlist("drop"))
        messages.success(request, _("Saved. Nothing of it is public."))
        return redirect("minutes", pk)

    def begin(self):
        form = BeginForm(self.request.POST)
        language = form.cleaned_data["language"] if form.is_valid() else languages.current()
        drafting.begin(self.meeting, language)
        return redirect("minutes", self.meeting.pk)


class TimeView(Screen):
    """Which time of a meeting that comes back the minutes are about."""

    template_name = "groups/admin/begin_minutes.html"

    @cached_property
    def series(self):
        found = series_to_write(self.request.user).filter(pk=self.kwargs["pk"]).distinct()
        return get_object_or_404(found)

    def form(self, *data):
        days = drafting.times_to_tell(self.series, timezone.localdate())
        initial = {"language": languages.current()}
        return TimeForm(*data, days=days, initial=initial)

    def get_context_data(self, **kwargs):
        self.page_title, self.page_subtitle = _("Minutes of one time"), self.series.host_name
        form = kwargs.pop("begin", None) or self.form()
        has_days = bool(form.fields["day"].choices)
        return super().get_context_data(
            meeting=self.series, begin=form, is_series=True, has_days=has_days, **kwargs
        )

    def post(self, request, pk):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.again(begin=form)
        day = timezone.datetime.fromisoformat(form.cleaned_data["day"]).date()
        meeting = drafting.record_of(self.series, day)
        drafting.begin(meeting, form.cleaned_data["language"])
        return redirect("minutes", meeting.pk)


class DeleteView(Screen):
    template_name = "groups/admin/delete_minutes.html"

    def is_for(self, user):
        return user.has_perm("groups.delete_minutes")

    def get_context_data(self, **kwargs):
        minutes = get_object_or_404(Minutes.objects.with_meeting(), meeting=self.kwargs["pk"])
        self.page_title, self.page_subtitle = _("Delete minutes"), str(minutes)
        sent = minutes.transmissions.count()
        return super().get_context_data(minutes=minutes, sent=sent, **kwargs)

    def post(self, request, pk):
        get_object_or_404(Minutes, meeting=pk).delete()
        messages.success(request, _("The minutes and their files are deleted."))
        return redirect("minutes_list")


def open_file(request, pk, file):
    meeting = meetings_to_write(request.user).filter(pk=pk).first()
    minutes = Minutes.objects.filter(meeting=meeting).first() if meeting else None
    if minutes is None:
        raise Http404
    response = file_response(minutes, file)
    patch_cache_control(response, no_store=True, private=True)
    return response


@hooks.register("register_admin_urls")
def urls():
    return [
        path("minutes/", ListView.as_view(), name="minutes_list"),
        path("minutes/<int:pk>/", MinutesView.as_view(), name="minutes"),
        path("minutes/<int:pk>/times/", TimeView.as_view(), name="minutes_of_a_time"),
        path("minutes/<int:pk>/delete/", DeleteView.as_view(), name="delete_minutes"),
        path("minutes/<int:pk>/files/<int:file>/", open_file, name="minutes_file"),
    ]


class MinutesMenuItem(MenuItem):
    def is_shown(self, request):
        return may_write_some(request.user)


@hooks.register("register_admin_menu_item")
def menu():
    return MinutesMenuItem(
        gettext_lazy("Minutes"), reverse("minutes_list"), icon_name="doc-full", order=263
    )


@hooks.register("register_snippet_listing_buttons")
def from_the_list_of_meetings(snippet, user, next_url=None):
    if isinstance(snippet, Meeting) and user.has_perm(WRITE_ALL):
        yield widgets.SnippetListingButton(
            gettext_lazy("Minutes (private)"),
            url=reverse("minutes_of_a_time" if snippet.every else "minutes", args=[snippet.pk]),
            icon_name="doc-full",
            priority=40,
        )


class FacilitatorViewSet(SnippetViewSet):
    model = Facilitator
    icon = "user"
    menu_label = gettext_lazy("Facilitators")
    menu_order = 264
    add_to_admin_menu = True
    list_display = ["group", "user"]

    def get_queryset(self, request):
        return Facilitator.objects.select_related("group", "user")


register_snippet(FacilitatorViewSet)
