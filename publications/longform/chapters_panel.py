"""In the form of a publication: its chapters in their order, how far each is, one more."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from cms import parity


class ChaptersPanel(Panel):
    """Chapters are pages of their own; here they are one list, with the way to each."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/chapters_panel.html"

        def get_context_data(self, parent_context=None):
            chapters = list(chapters_of(self.instance)) if self.instance.pk else []
            is_original = not self.instance.pk or parity.source_of(self.instance) is None
            may = self.instance.permissions_for_user(self.request.user)
            return super().get_context_data(parent_context) | {
                "chapters": [(chapter, state_of(chapter)) for chapter in chapters],
                "is_original": is_original,
                "may_add": bool(self.instance.pk) and is_original and may.can_add_subpage(),
                "may_order": len(chapters) > 1 and may.can_reorder_children(),
            }


def chapters_of(publication):
    from .publications import ChapterPage

    return ChapterPage.objects.child_of(publication).defer_streamfields().order_by("path")


def state_of(chapter):
    if not chapter.live:
        return _("draft")
    return (
        _("public, with changes not published") if chapter.has_unpublished_changes else _("public")
    )
