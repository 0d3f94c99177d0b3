"""Where the screens of incoming documents are reached: addresses, menu, buttons."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import HeaderButton
from wagtail.log_actions import LogFormatter

from ..publications import PublicationIndexPage, PublicationPage
from . import reaching, running, views
from .forms import ArrangeForm
from .records import ImportedDocument
from .views import ICON, changed_by


def allowed(view):
    def guarded(request, *args, **kwargs):
        if not reaching.may_bring(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return require_POST(guarded)


@allowed
def accept(request, pk):
    keys = request.POST.getlist("finding")
    changed_by(pk, lambda _reading, decisions: decisions.accept(keys) or True)
    return redirect(f"{reverse('intake:show', args=[pk])}#found")


@allowed
def arrange(request, pk):
    """Where chapters begin: a level for all, or one heading more or less."""
    key, begins = request.POST.get("key"), request.POST.get("begins") == "1"
    form = ArrangeForm(request.POST)

    def change(reading, decisions):
        if key in {piece.key for piece in reading.pieces}:
            decisions.breaks[key] = begins
        elif form.is_valid():
            decisions.level, decisions.breaks = form.cleaned_data["level"], {}
        return True

    changed_by(pk, change)
    return redirect(f"{reverse('intake:show', args=[pk])}#outline")


@allowed
def again(request, pk):
    """After an interruption: the file is still there."""
    document = get_object_or_404(ImportedDocument, pk=pk)
    if document.is_silent and document.file:
        running.start(document)
    return redirect("intake:show", pk)


@allowed
def discard(request, pk):
    document = get_object_or_404(ImportedDocument, pk=pk)
    document.forget()
    messages.success(request, _("Discarded: its file and all that was read are erased."))
    return redirect("intake:list")


@hooks.register("register_admin_urls")
def addresses():
    urls = [
        path("", views.Documents.as_view(), name="list"),
        path("<int:pk>/", views.Show.as_view(), name="show"),
        path("<int:pk>/text/<int:place>/", views.Text.as_view(), name="text"),
        path("<int:pk>/passages/<slug:key>/", views.Passage.as_view(), name="piece"),
        path("<int:pk>/accept/", accept, name="accept"),
        path("<int:pk>/chapters/", arrange, name="arrange"),
        path("<int:pk>/again/", again, name="again"),
        path("<int:pk>/create/", views.Create.as_view(), name="create"),
        path("<int:pk>/discard/", discard, name="discard"),
    ]
    return [path("incoming/", include((urls, "intake")))]


class BringMenuItem(MenuItem):
    def is_shown(self, request):
        return reaching.may_bring(request.user)


@hooks.register("register_admin_menu_item")
def menu_item():
    label = gettext_lazy("Documents brought in")
    return BringMenuItem(label, reverse("intake:list"), name="intake", icon_name=ICON, order=840)


@hooks.register("register_page_header_buttons")
def header_buttons(page, user, view_name, next_url=None):
    """On the list of publications: a new one; on a publication: the same document again."""
    if view_name not in ("index", "edit") or not reaching.may_bring(user):
        return
    kind = page.specific_class
    address = reverse("intake:list")
    if kind is PublicationIndexPage:
        yield HeaderButton(_("Bring in a document"), address, icon_name=ICON, priority=80)
    elif kind is PublicationPage and page.permissions_for_user(user).can_edit():
        label, url = _("Bring in its document again"), f"{address}?into={page.pk}"
        yield HeaderButton(label, url, icon_name=ICON, priority=80)


@hooks.register("register_log_actions")
def history_of_pages(actions):
    @actions.register_action("publications.intake")
    class BroughtIn(LogFormatter):
        label = gettext_lazy("Brought in")

        def format_message(self, entry):
            return _("Made from the document “%(file)s”") % {"file": entry.data.get("file", "")}
