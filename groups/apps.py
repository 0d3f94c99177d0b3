from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = _("Groups")

    def ready(self):
        from . import chronicle, mentions, producing, search  # noqa: F401
        from .bodies import finding  # noqa: F401
        from .meetings import dates  # noqa: F401
        from .minutes import section  # noqa: F401
