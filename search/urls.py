from django.http import HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

urlpatterns = [path(_("search/"), lambda r: HttpResponse("x"), name="search")]
