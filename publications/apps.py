from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        from cms import importing, navigation, sitemaps
        from cms.subscriptions import topics

        from . import mentions, search  # noqa: F401
        from .ledger import alerts, columns
        from .ledger.addresses import addresses
        from .ledger.exchange.recommendations import Recommendations
        from .longform import calls, translating  # noqa: F401
        from .longform import search as longform_search  # noqa: F401
        from .longform.export import making  # noqa: F401

        navigation.register(_("Recommendations"), "ledger:list", position=20)
        sitemaps.register(addresses)
        importing.register(Recommendations())
        topics.register(alerts.SOURCE)
        columns.register()
