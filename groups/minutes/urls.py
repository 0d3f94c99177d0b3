from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import views

urlpatterns = [
    path(_("minutes/link/"), views.link, name="link"),
    path(_("minutes/link/files/<int:pk>/"), views.open_file_by_link, name="link-file"),
    path(_("minutes/<uuid:uid>/"), views.read, name="read"),
    path(_("minutes/<uuid:uid>/files/<int:pk>/"), views.open_file, name="file"),
]
