from django.apps import AppConfig
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "publications"
    verbose_name = _("Publications")

    def ready(self):
        from cms import frame, importing, navigation, sitemaps, texts
        from cms.subscriptions import topics

        from . import mentions, search  # noqa: F401
        from .ledger import alerts, columns
        from .ledger.addresses import addresses
        from .ledger.exchange.recommendations import Recommendations
        from .longform import calls, translating  # noqa: F401
        from .longform import search as longform_search  # noqa: F401
        from .longform.corrections import declarations, recording  # noqa: F401
        from .longform.corrections.pages import happened_to
        from .longform.export import making  # noqa: F401

        navigation.register(_("Recommendations"), "ledger:list", position=20)
        sitemaps.register(addresses)
        importing.register(Recommendations())
        topics.register(alerts.SOURCE)
        columns.register()
        frame.ask_too("has_history", happened_to(OuterRef))
        texts.register_minor_edits(declarations.is_minor_edit)
