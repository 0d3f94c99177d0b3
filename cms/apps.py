from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Shared parts")

    def ready(self):
        from . import checks, datasets, fetching, fidelity, pictures, publishing, sitemaps  # noqa: F401

        sitemaps.register(datasets.addresses)
        fidelity.install()
