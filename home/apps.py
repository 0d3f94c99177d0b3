from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self):
        from cms import explanations

        from . import chronicle, dates, facts, glossary, search  # noqa: F401
        from .digest import topic  # noqa: F401

        explanations.register_page(glossary.address)
