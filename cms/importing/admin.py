"""The pages of imports in the admin: what was imported, a new one, a preview to decide on."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import LogFormatter

from . import files, running
from .forms import UploadForm
from .importers import Outcome, get, known
from .models import Import, State

ICON = "upload"
EVERY = 3  # seconds between two looks at a job that is running
LINES_PER_PAGE = 50
ALL = "all"


def allowed(user):
    return [importer for importer in known() if importer.may(user)]


def importer_for(user, kind):
    importer = get(kind)
    if importer is None:
        raise Http404
    if not importer.may(user):
        raise PermissionDenied
    return importer


def job_for(user, pk):
    job = get_object_or_404(Import.objects.select_related("created_by"), pk=pk)
    importer_for(user, job.kind)
    return job


class Counts(Column):
    """New, changed, refused: in one cell, as one says it."""

    cell_template_name = "cms/importing/counts_cell.html"


class History(BaseListingView):
    page_title = gettext_lazy("Imports")
    header_icon = ICON
    index_url_name = "imports:history"
    template_name = "cms/importing/history.html"
    results_template_name = "cms/importing/history_results.html"
    paginate_by = 30
    columns = [
        TitleColumn("name", label=gettext_lazy("File"), url_name="imports:show"),
        Column("title", label=gettext_lazy("What")),
        StatusTagColumn(
            "get_state_display", label=gettext_lazy("State"), primary=lambda job: job.is_running
        ),
        Counts("counts", label=gettext_lazy("Lines")),
        DateColumn("created_at", label=gettext_lazy("Date")),
        UserColumn("created_by", label=gettext_lazy("By")),
    ]

    def dispatch(self, request, *args, **kwargs):
        self.importers = allowed(request.user)
        if not self.importers:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return Import.objects.of(self.importers).select_related("created_by")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "importers": self.importers}


class New(WagtailAdminTemplateMixin, FormView):
    template_name = "cms/importing/new.html"
    header_icon = ICON
    form_class = UploadForm

    @cached_property
    def importer(self):
        return importer_for(self.request.user, self.kwargs["kind"])

    def dispatch(self, request, *args, **kwargs):
        importer_for(request.user, kwargs["kind"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Import: %(what)s") % {"what": self.importer.title}

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *crumb(), {"url": "", "label": self.importer.title}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "importer": self.importer}

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "importer": self.importer,
            "has_current": self.importer.current() is not None,
        }

    def form_valid(self, form):
        return redirect("imports:show", form.begin(self.request.user).pk)


class Show(BaseListingView):
    """One import: while it runs, what it would do, what it did."""

    header_icon = ICON
    template_name = "cms/importing/show.html"
    results_template_name = "cms/importing/lines.html"
    paginate_by = LINES_PER_PAGE
    columns = []

    def dispatch(self, request, *args, **kwargs):
        self.job = job_for(request.user, kwargs["pk"])
        response = super().dispatch(request, *args, **kwargs)
        if self.job.is_running:
            response["Refresh"] = EVERY
        return response

    @cached_property
    def outcome(self):
        asked = self.request.GET.get("outcome", "")
        return asked if asked in [*Outcome.values, ALL] else ""

    def get_queryset(self):
        """What needs a look; the lines that change nothing only for who asks for them."""
        lines = self.job.lines.select_related("job")
        if self.outcome == ALL:
            return lines
        if self.outcome:
            return lines.filter(outcome=self.outcome)
        return lines.exclude(outcome=Outcome.UNCHANGED)

    def get_page_title(self):
        return self.job.name

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, *crumb(), {"url": "", "label": self.job.name}]

    @cached_property
    def header_buttons(self):
        report = reverse("imports:report", args=[self.job.pk])
        file = reverse("imports:file", args=[self.job.pk])
        return [
            HeaderButton(_("Report"), url=report, icon_name="download", priority=10),
            HeaderButton(_("The file itself"), url=file, icon_name="doc-full", priority=20),
        ]

    def get_context_data(self, **kwargs):
        counts = [
            {"code": code, "label": label, "count": getattr(self.job, code)}
            for code, label in Outcome.choices
        ]
        return {
            **super().get_context_data(**kwargs),
            "job": self.job,
            "counts": counts,
            "outcome": self.outcome,
            "settled": self.job.lines.filter(done=True).count() if self.job.decided_at else 0,
        }


def crumb():
    return [{"url": reverse("imports:history"), "label": _("Imports")}]


@require_POST
def decide(request, pk):
    """Once: pressed twice, or after a cancellation, it changes nothing."""
    job = job_for(request.user, pk)
    if job.state == State.READY and job.to_write:
        running.decide(job)
    return redirect("imports:show", pk)


@require_POST
def cancel(request, pk):
    job = job_for(request.user, pk)
    running.cancel(job)
    job.refresh_from_db()
    if job.state == State.CANCELLED:
        messages.success(request, _("Cancelled: nothing was written."))
    return redirect("imports:show", pk)


@require_POST
def proceed(request, pk):
    job = job_for(request.user, pk)
    if job.can_continue:
        running.restart(job)
    return redirect("imports:show", pk)


@require_safe
def report(request, pk):
    return files.report_file(job_for(request.user, pk))


@require_safe
def original(request, pk):
    job = job_for(request.user, pk)
    return FileResponse(job.file.open("rb"), as_attachment=True, filename=job.name)


@require_safe
def start_file(request, kind, extension):
    return files.start_file(importer_for(request.user, kind), extension)


@require_safe
def current_file(request, kind, extension):
    return files.current_file(importer_for(request.user, kind), extension)


@hooks.register("register_admin_urls")
def addresses():
    urls = [
        path("", History.as_view(), name="history"),
        path("<int:pk>/", Show.as_view(), name="show"),
        path("<int:pk>/apply/", decide, name="apply"),
        path("<int:pk>/cancel/", cancel, name="cancel"),
        path("<int:pk>/continue/", proceed, name="continue"),
        path("<int:pk>/report.csv", report, name="report"),
        path("<int:pk>/file/", original, name="file"),
        path("<slug:kind>/", New.as_view(), name="new"),
        *(
            path(f"<slug:kind>/{name}.{end}", view, {"extension": end}, name=f"{name}-{end}")
            for end in files.KINDS
            for name, view in (("example", start_file), ("current", current_file))
        ),
    ]
    return [path("imports/", include((urls, "imports")))]


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(allowed(request.user))


@hooks.register("register_log_actions")
def history_of_records(actions):
    """What the history of an entry says, next to the name of whoever pressed the button."""

    @actions.register_action("cms.import")
    class Imported(LogFormatter):
        label = gettext_lazy("Import")

        def format_message(self, entry):
            return _("Imported from the file “%(file)s”") % {"file": entry.data.get("file", "")}


@hooks.register("register_admin_menu_item")
def menu_item():
    return ImportMenuItem(
        gettext_lazy("Import"),
        reverse("imports:history"),
        name="imports",
        icon_name=ICON,
        order=850,
    )
