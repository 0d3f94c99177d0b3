from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from cms import navigation, sitemaps

        from . import search  # noqa: F401
        from .addresses import sitemap

        navigation.register(_("Directory"), "directory:list", position=10)
        sitemaps.register(sitemap)
