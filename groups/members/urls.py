from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import account, area, entry, guide, minutes, sessions  # noqa: F401

app_name = "members"

urlpatterns = [
    path(_("members/"), area.area, name="area"),
    path(_("members/login/"), sessions.SignIn.as_view(), name="login"),
    path(_("members/logout/"), sessions.sign_out, name="logout"),
    path(_("members/password/"), sessions.ask_password, name="password"),
    path(_("members/password/new/"), sessions.new_password, name="new-password"),
    path(_("members/invitation/"), sessions.join, name="join"),
    path(_("members/account/"), account.account, name="account"),
    path(_("members/guide/"), guide.guide, name="guide"),
    path(_("members/entry/<slug:slug>/"), entry.entry, name="entry"),
    path(_("members/people/<slug:slug>/"), account.people, name="people"),
]
