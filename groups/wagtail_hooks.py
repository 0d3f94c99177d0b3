from .bodies import admin as bodies_admin  # noqa: F401
from .meetings import admin as meetings_admin  # noqa: F401
from .members import admin as members_admin  # noqa: F401
