"""What was loaded once. A person may change or delete it since: it is not loaded again.

Kept in Wagtail's own history, so that whoever looks at the history of a page sees where it comes
from, and a deletion leaves the trace that we need.
"""

import uuid

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

NAMESPACE = uuid.UUID("3e1f9a52-6a0d-4f0c-b1c4-8f6f3f1f0d15")
ACTION = "wagtail.create"


def identity(key: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, key)


class Memory:
    """Keys are of the form `kind:name`, for example `page:about`."""

    def __init__(self):
        self.known = {
            entry: int(pk)
            for model, name in ((PageLogEntry, "page_id"), (ModelLogEntry, "object_id"))
            for entry, pk in model.objects.filter(action=ACTION, uuid__isnull=False).values_list(
                "uuid", name
            )
        }

    def __contains__(self, key: str) -> bool:
        return identity(key) in self.known

    def pk(self, key: str) -> int | None:
        return self.known.get(identity(key))

    def keep(self, key: str, instance: Model) -> None:
        log(instance, ACTION, uuid=identity(key), title=self._title(instance))
        self.known[identity(key)] = instance.pk

    @staticmethod
    def _title(instance):
        return instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)
