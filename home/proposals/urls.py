from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

app_name = "proposals"

urlpatterns = [
    path(_("members/propose/<slug:kind>/"), views.propose, name="propose"),
    path(_("members/proposal/<int:pk>/"), views.proposal, name="proposal"),
]
