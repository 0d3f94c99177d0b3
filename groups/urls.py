from django.urls import include, path

from .bodies import urls as bodies

urlpatterns = [path("", include((bodies.urlpatterns, "bodies")))]
