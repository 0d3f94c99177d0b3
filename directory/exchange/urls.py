from django.urls import include, path, re_path

from . import exports, inclusion

# Below the directory, with the question of the list behind them.
files = [re_path(r"^export\.(?P<kind>csv|json|xlsx)$", exports.export, name="export")]
# Addresses for programs, the same in both languages but for the first letters.
urlpatterns = [
    path("api/hsds/", include("directory.exchange.hsds.urls")),
    path("api/data-inclusion.json", inclusion.export, name="data-inclusion"),
]
