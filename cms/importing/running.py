"""Reading a file and writing what was decided: in the background, in batches, safe to repeat.

A batch is one transaction with the lines of the report that tell of it. A worker that dies leaves
a batch written and told, or neither; whoever continues skips what is told. Each start gets a new
`run`: a worker that was given up and wakes again finds that it may not go on.
"""

import logging
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import partial
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.log_actions import LogContext

from cms.tabular import Refused

from .importers import Importer, Outcome, Plan, Record
from .models import Import, ImportLine, State

log = logging.getLogger(__name__)

BATCH = 50  # records planned, or written, together
WRITING = (Outcome.CREATED, Outcome.CHANGED)
LONGEST = 200


class Ended(Exception):
    """Somebody cancelled, or another worker took over."""


def start(job: Import, state: State) -> None:
    """Gives the job to a worker, who alone may go on with it from now."""
    job.run, job.state, job.beat, job.message = uuid.uuid4(), state, timezone.now(), ""
    job.finished_at = None
    job.save(update_fields=["run", "state", "beat", "message", "finished_at"])
    work = preview if state == State.READING else apply
    transaction.on_commit(partial(work.enqueue, job.pk, str(job.run)))


def decide(job: Import) -> None:
    """The person has seen the preview and wants it."""
    job.decided_at = timezone.now()
    job.save(update_fields=["decided_at"])
    start(job, State.APPLYING)


def restart(job: Import) -> None:
    """After a crash: reading begins again, writing goes on where it stopped."""
    start(job, State.APPLYING if job.decided_at else State.READING)


def cancel(job: Import) -> None:
    """Before anything was written, nothing is; in the middle, it stops after the current batch."""
    with transaction.atomic():
        job = Import.objects.select_for_update().get(pk=job.pk)
        if job.state in (State.READING, State.READY):
            finish(job, State.CANCELLED)
        elif job.state == State.APPLYING:
            finish(job, State.STOPPED)


def finish(job: Import, state: State, message: str = "") -> None:
    job.state, job.message = state, message
    job.finished_at = None if state == State.READY else timezone.now()
    job.save(update_fields=["state", "message", "finished_at"])


@task()
def preview(pk: int, run: str) -> None:
    attempt(pk, run, State.READING, read_all)


@task()
def apply(pk: int, run: str) -> None:
    attempt(pk, run, State.APPLYING, write_all)


def attempt(pk: int, run: str, state: State, work) -> None:
    """Whatever happens, the person sees it on the page of the import."""
    job = Import.objects.filter(pk=pk, run=run, state=state).first()
    if job is None or job.importer is None:
        return
    with translation.override(job.language):
        try:
            work(job, job.importer)
        except Ended:
            return
        except Refused as refusal:
            fail(job, str(refusal))
        except Exception:
            log.exception("import %s failed", pk)
            fail(job, _("Something went wrong on our side. Nothing is half written."))


def fail(job: Import, message: str) -> None:
    with transaction.atomic():
        mine = Import.objects.select_for_update().filter(pk=job.pk, run=job.run).first()
        if mine:
            finish(mine, State.FAILED, message)


def read_all(job: Import, importer: Importer) -> None:
    job.lines.all().delete()
    counts = dict.fromkeys(Outcome.values, 0)
    Import.objects.filter(pk=job.pk).update(
        **counts, notes=importer.notes(job.path, job.name), written=0
    )
    for batch in batches(importer.records(job.path, job.name, job.options)):
        plans = planned(importer, batch, job)
        with transaction.atomic():
            mine = claimed(job)
            ImportLine.objects.bulk_create([line_of(job, plan) for plan in plans])
            for outcome, count in Counter(plan.outcome for plan in plans).items():
                setattr(mine, outcome, getattr(mine, outcome) + count)
            mine.save(update_fields=[*Outcome.values, "beat"])
    with transaction.atomic():
        finish(claimed(job), State.READY)


def write_all(job: Import, importer: Importer) -> None:
    if job.digest != job.digest_of_file():
        raise Refused(_("The file kept here is not the one that was read. Import it again."))
    with importer.quietly():
        for batch in batches(importer.records(job.path, job.name, job.options)):
            with transaction.atomic():
                mine = claimed(job)
                write_batch(mine, importer, batch)
                mine.save(update_fields=[*Outcome.values, "written", "beat"])
    with transaction.atomic():
        finish(claimed(job), State.DONE)


def write_batch(job: Import, importer: Importer, batch: list[Record]) -> None:
    keys = [record.key for record in batch]
    waiting = job.lines.filter(key__in=keys, done=False, outcome__in=WRITING)
    lines = {line.key: line for line in waiting}
    todo = [record for record in batch if record.key in lines]
    for plan in planned(importer, todo, job):
        line = lines[plan.record.key]
        before = Outcome(line.outcome)
        settle(job, importer, plan, line)
        if line.outcome != before:
            setattr(job, before, getattr(job, before) - 1)
            setattr(job, line.outcome, getattr(job, line.outcome) + 1)
        else:
            job.written += 1
    ImportLine.objects.bulk_update(lines.values(), ["outcome", "reasons", "done"])


def settle(job: Import, importer: Importer, plan: Plan, line: ImportLine) -> None:
    """Writes what the person saw; not something else that has become true in the meantime."""
    line.done = True
    if plan.outcome != line.outcome or as_kept(plan) != line.changes:
        line.outcome = Outcome.REFUSED
        line.reasons = [_("This was changed on the site after the preview. Import the file again.")]
        return
    try:
        # Each in a context of its own: the history shows one action a context, not one a record.
        with transaction.atomic(), LogContext(user=job.created_by):
            importer.write(plan, job)
    except (ValidationError, DatabaseError) as error:
        log.warning("import %s, line %s: %r", job.pk, line.number, error)
        line.outcome = Outcome.REFUSED
        line.reasons = getattr(error, "messages", None) or [_("The database refused it.")]


def planned(importer: Importer, batch: list[Record], job: Import) -> list[Plan]:
    """Records that cannot be trusted never reach the importer."""
    sound = [record for record in batch if not record.problems]
    broken = [Plan.refused(record, record.problems) for record in batch if record.problems]
    return [*importer.plan(sound, job), *broken] if sound else broken


def claimed(job: Import) -> Import:
    """The job, held until the end of the transaction, if this worker may still go on with it."""
    wanted = {"pk": job.pk, "run": job.run, "state": job.state}
    mine = Import.objects.select_for_update().filter(**wanted).first()
    if mine is None:
        raise Ended
    mine.beat = timezone.now()
    return mine


def line_of(job: Import, plan: Plan) -> ImportLine:
    return ImportLine(
        job=job,
        key=plan.record.key[:LONGEST],
        number=plan.record.number,
        subject=plan.subject[:LONGEST],
        outcome=plan.outcome,
        changes=as_kept(plan),
        reasons=plan.reasons,
    )


def as_kept(plan: Plan) -> list[list[str]]:
    return [list(astuple(change)) for change in plan.changes]


def batches(records: Iterable[Record], size: int = BATCH) -> Iterator[list[Record]]:
    iterator = iter(records)
    while batch := list(islice(iterator, size)):
        yield batch
