from . import held_back  # noqa: F401
from .bodies import admin as bodies_admin  # noqa: F401
from .meetings import admin as meetings_admin  # noqa: F401
from .members import admin as members_admin  # noqa: F401
from .minutes import admin as minutes_admin  # noqa: F401
from .minutes import guarding as minutes_guarding  # noqa: F401
from .minutes import sending as minutes_sending  # noqa: F401
