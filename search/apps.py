from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from cms import health

        from . import attention, signals, standing  # noqa: F401

        health.tell("search", standing.answering)
