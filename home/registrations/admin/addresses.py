"""Where the screens are, and how one comes to them: the menu, and the buttons of an event."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import widgets
from wagtail.admin.menu import MenuItem

from ...agenda import EventPage
from . import files, views
from .screens import PERMISSION


@hooks.register("register_admin_urls")
def urls():
    event = "registrations/<int:pk>/"
    return [
        path("registrations/", views.OverviewView.as_view(), name="registrations_overview"),
        path(event, views.ParticipantsView.as_view(), name="participants"),
        path(f"{event}rules/", views.RulesView.as_view(), name="registration_rules"),
        path(f"{event}add/", views.AddView.as_view(), name="participants_add"),
        path(f"{event}<int:number>/", views.ParticipantView.as_view(), name="participant"),
        path(f"{event}messages/", views.MessagesView.as_view(), name="participants_messages"),
        path(f"{event}attendance/", views.AttendanceView.as_view(), name="event_attendance"),
        path(f"{event}table.csv", files.table, {"form": "csv"}, name="participants_csv"),
        path(f"{event}table.xlsx", files.table, {"form": "xlsx"}, name="participants_xlsx"),
        path(f"{event}list.pdf", files.paper, {"name": "list"}, name="participants_list"),
        path(f"{event}badges.pdf", files.paper, {"name": "badges"}, name="participants_badges"),
    ]


class RegistrationsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_menu_item")
def in_the_menu():
    return RegistrationsMenuItem(
        _("Registrations"),
        reverse("registrations_overview"),
        name="registrations",
        icon_name="group",
        order=264,
    )


@hooks.register("register_page_header_buttons")
def beside_the_event(page, user, next_url=None, view_name=None):
    yield from buttons(page, user, widgets.Button)


@hooks.register("register_page_listing_more_buttons")
def in_the_list_of_pages(page, user, next_url=None):
    yield from buttons(page, user, widgets.Button)


def buttons(page, user, button):
    if isinstance(page, EventPage) and page.pk and user.has_perm(PERMISSION):
        url = reverse("participants", args=[page.pk])
        yield button(_("Registrations"), url, icon_name="group", priority=35)
