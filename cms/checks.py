"""Conventions of this project as system checks."""

from django.apps import apps
from django.core.checks import Error, register
from django.db import models

OWN_APPS = {"cms", "search", "directory", "publications", "groups", "home"}
PAIR = ("_fr", "_nl")


@register()
def both_languages(app_configs, **kwargs):
    """A field that ends in `_fr` has its twin in `_nl`, of the same kind, and the reverse."""
    errors = []
    for model in apps.get_models():
        if model._meta.app_label not in OWN_APPS:
            continue
        fields = {f.name: f for f in model._meta.get_fields() if isinstance(f, models.Field)}
        for name, field in fields.items():
            if not name.endswith(PAIR):
                continue
            twin = fields.get(name[:-3] + (PAIR[1] if name.endswith(PAIR[0]) else PAIR[0]))
            if type(twin) is not type(field):
                message = f"{model._meta.label}.{name} has no twin in the other language."
                errors.append(Error(message, id="cms.E001"))
    return errors
