from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "alerts"

urlpatterns = [
    path(_("alerts/"), views.ask, name="ask"),
    path(_("alerts/confirm/"), views.confirm, name="confirm"),
    path(_("alerts/mine/"), views.mine, name="mine"),
    path(_("alerts/stop/"), views.stop, name="stop"),
    path(_("alerts/stopped/"), views.stopped, name="stopped"),
]
