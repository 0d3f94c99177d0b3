"""What the lists of the ledger share: the clock as a column, the longest silence to sort by."""

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView

from ..wording import sentence

WAITING = "waiting"


class ClockColumn(Column):
    """Where it stands today, in one sentence. Sorted, the longest silence comes first."""

    cell_template_name = "publications/admin/clock_cell.html"

    def __init__(self):
        super().__init__("today", label=_("Where it stands"), sort_key=WAITING)

    def get_value(self, instance):
        return sentence(instance.today)

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"clock": instance.today}


class DayColumn(Column):
    """The day itself: for one that is still to come, Wagtail's own says “0 minutes ago”."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return date_format(day, "SHORT_DATE_FORMAT") if day else ""


class LanguagesColumn(Column):
    """What there is in Dutch, or not yet."""

    def get_value(self, instance):
        return _("both languages") if instance.title_nl else _("Dutch is missing")


class ClockedIndexView(IndexView):
    """A list whose lines have a clock; `tell` gives it to the lines that are shown."""

    waiting_field = "waiting_since"

    @property
    def today(self):
        return timezone.localdate()

    def order_queryset(self, queryset):
        if self.ordering not in (WAITING, f"-{WAITING}"):
            return super().order_queryset(queryset)
        since = F(self.waiting_field)
        first = since.desc if self.ordering.startswith("-") else since.asc
        return self.with_waiting_since(queryset).order_by(first(nulls_last=True), "pk")

    def with_waiting_since(self, queryset):
        raise NotImplementedError

    def tell(self, rows):
        raise NotImplementedError

    def get_context_data(self, *args, **kwargs):
        """Clocks for the lines of this page only, in a few queries."""
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["table"].data)
        self.tell(rows)
        context["table"].data = rows
        return context
