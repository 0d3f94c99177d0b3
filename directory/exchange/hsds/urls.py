from django.urls import path

from . import api, profile

app_name = "hsds"
urlpatterns = [
    path("", api.root, name="root"),
    path("openapi.json", profile.openapi, name="openapi"),
    path("profile/", profile.profile, name="profile"),
    path("profile/profile/<str:file>", profile.profile_file, name="profile-file"),
    # Without a stroke at the end, as the standard writes them.
    path("services", api.services, name="services"),
    path("services/<str:identifier>", api.service, name="service"),
    path("organizations", api.organizations, name="organizations"),
    path("organizations/<str:identifier>", api.organization, name="organization"),
    path("locations", api.locations, name="locations"),
    path("locations/<str:identifier>", api.location, name="location"),
]
