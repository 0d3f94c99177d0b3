from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "registrations"

urlpatterns = [
    path(_("registration/mine/"), views.mine, name="mine"),
    path(_("registration/cancelled/"), views.cancelled, name="cancelled"),
    path(_("registration/<uuid:key>/"), views.register, name="register"),
]
