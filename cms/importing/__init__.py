"""Files into the site, for staff: upload, see what would change, then decide.

An app says what it can take in, in its `AppConfig.ready` (workers load no `wagtail_hooks`):

    class Organisations(Importer):
        kind = "organisations"
        title = _("Organisations")
        permissions = ("directory.add_organisation", "directory.change_organisation")
        columns = (Column("slug", _("address"), example="maison-exemple"), …)

        def plan(self, records, job): …    # compares with the database and writes nothing
        def write(self, plan, job): …      # called for what is created or changed

    importing.register(Organisations())

All the rest is here: the pages in the admin, the preview and the work as background tasks, in
batches that a crash cannot half-write, the report, the file to start from.
"""

from .importers import (
    Change,
    Column,
    Importer,
    Outcome,
    Plan,
    Record,
    get,
    known,
    register,
)

__all__ = [
    "Change",
    "Column",
    "Importer",
    "Outcome",
    "Plan",
    "Record",
    "get",
    "known",
    "register",
]
