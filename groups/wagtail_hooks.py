from .bodies import admin as bodies_admin  # noqa: F401
