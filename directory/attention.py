"""The directory's panel on the first screen: entries nobody confirmed for a year."""

from datetime import timedelta

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import attention
from cms.attention import Item, Panel, found

from .organisations import Organisation
from .reports.records import Report

A_YEAR = timedelta(days=365)


def to_confirm(user):
    """Never confirmed first, then the oldest confirmation."""
    entries = Organisation.objects.to_confirm(timezone.localdate() - A_YEAR)
    return found(entries.order_by(F("confirmed_on").asc(nulls_first=True), "name_fr"), describe)


def describe(entry):
    return Item(
        str(entry),
        reverse("wagtailsnippets_directory_organisation:edit", args=[entry.pk]),
        since=entry.confirmed_on,
        note="" if entry.confirmed_on else _("never confirmed"),
    )


def drafts(user):
    entries = Organisation.objects.filter(has_unpublished_changes=True)
    return found(entries.order_by("latest_revision__created_at"), describe_draft)


def describe_draft(entry):
    return Item(str(entry), reverse("wagtailsnippets_directory_organisation:edit", args=[entry.pk]))


def reports(user):
    """Errors that readers told of, the oldest first: somebody may be standing before a door."""
    waiting = Report.objects.waiting().select_related("organisation")
    return found(waiting.order_by("created_at"), describe_report)


def describe_report(report):
    return Item(
        str(report.organisation),
        reverse("wagtailsnippets_directory_report:edit", args=[report.pk]),
        since=report.created_at,
        note=report.get_reason_display(),
    )


attention.register(
    Panel(
        "reports-of-errors",
        _("Errors that readers told of"),
        reports,
        permission="directory.change_report",
        advice=_("Ask the organisation, correct its entry, then close the report."),
        more=lambda: reverse("wagtailsnippets_directory_report:list"),
        position=35,
    )
)
attention.register(
    Panel(
        "entries-to-confirm",
        _("Entries to have confirmed"),
        to_confirm,
        permission="directory.publish_organisation",
        advice=_("Write to all of them at once, or call and note the day."),
        more=lambda: reverse("directory_campaigns:new"),
        position=60,
    )
)
attention.register(
    Panel(
        "entries-in-draft",
        _("Changes of entries to read and publish"),
        drafts,
        permission="directory.publish_organisation",
        position=45,
    )
)
