from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import bodies, body

urlpatterns = [
    path(_("governance/"), bodies, name="list"),
    path(_("governance/<slug:slug>/"), body, name="body"),
]
