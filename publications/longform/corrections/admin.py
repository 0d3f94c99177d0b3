"""In the admin: the words of corrections, to mend or to translate; versions, to withdraw."""

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from publications.ledger.desk.lists import DayColumn

from .notices import Correction
from .versions import Version


class MadeByPublishing(ModelPermissionPolicy):
    """Nobody adds one by hand; versions are not deleted either: withdrawn, they still say why."""

    def __init__(self, model, never=("add",)):
        super().__init__(model)
        self.never = never

    def user_has_permission(self, user, action):
        return action not in self.never and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return super().user_has_any_permission(user, set(actions) - set(self.never))


class LanguagesColumn(Column):
    def get_value(self, instance):
        if instance.text_fr and instance.text_nl:
            return _("both languages")
        return _("Dutch is missing") if instance.text_fr else _("French is missing")


class CorrectionViewSet(SnippetViewSet):
    model = Correction
    icon = "edit"
    copy_view_enabled = False
    menu_label = _("Corrections told to readers")
    list_display = [
        Column("text", label=_("What changed")),
        Column("title", label=_("Page")),
        DayColumn("made_on", label=_("Day"), sort_key="made_on"),
        LanguagesColumn("languages", label=_("Languages")),
    ]
    search_fields = ["text_fr", "text_nl"]
    panels = [
        HelpPanel(
            content=_(
                "Readers of both languages see these words near the top of the page, as soon as "
                "you save. A correction is made by publishing the page again."
            )
        ),
        FieldPanel("made_on"),
        FieldRowPanel([FieldPanel("text_fr"), FieldPanel("text_nl")]),
    ]

    def get_queryset(self, request):
        return Correction.objects.with_titles()

    @cached_property
    def permission_policy(self):
        return MadeByPublishing(self.model)


def earlier_versions():
    """Those that can be withdrawn: the present one goes with its page."""
    later = Version.objects.filter(page=OuterRef("page")).filter(
        Q(published_at__gt=OuterRef("published_at"))
        | Q(published_at=OuterRef("published_at"), pk__gt=OuterRef("pk"))
    )
    versions = Version.objects.bare().filter(Exists(later), is_private=False)
    return versions.select_related("page").order_by("-published_at")


class VersionViewSet(SnippetViewSet):
    model = Version
    icon = "history"
    copy_view_enabled = False
    menu_label = _("Earlier versions")
    list_display = [
        "__str__",
        Column("get_nature_display", label=_("Kind")),
        DayColumn("withdrawn_on", label=_("Withdrawn on"), sort_key="withdrawn_on"),
    ]
    list_filter = ["withdrawn_because"]
    panels = [
        HelpPanel(
            content=_(
                "Withdraw an earlier version that should not have been public, for example "
                "because of personal data. Its address then says that it was withdrawn, and why. "
                "The history of the page, in the admin, still holds it."
            )
        ),
        FieldRowPanel([FieldPanel("withdrawn_on"), FieldPanel("withdrawn_because")]),
    ]

    def get_queryset(self, request):
        return earlier_versions()

    @cached_property
    def permission_policy(self):
        return MadeByPublishing(self.model, never=("add", "delete"))


class CorrectionsViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Corrections")
    menu_icon = "history"
    menu_name = "corrections"
    menu_order = 263
    items = (CorrectionViewSet, VersionViewSet)
