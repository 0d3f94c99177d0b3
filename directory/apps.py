from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from cms import importing, navigation, sitemaps

        from . import network_search, search  # noqa: F401
        from .addresses import sitemap
        from .exchange import datasets
        from .exchange.hsds.importer import HSDS
        from .exchange.organisations import Organisations

        navigation.register(_("Directory"), "directory:list", position=10)
        sitemaps.register(sitemap)
        importing.register(Organisations())
        importing.register(HSDS())
        datasets.register()
