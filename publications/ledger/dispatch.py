"""Many recommendations sent to many authorities in one go, and how to take it back."""

from dataclasses import dataclass, field

from django.db import transaction

from .sendings import Batch, Sending


@dataclass
class Dispatch:
    """What was done, to be told; nothing is silently left out."""

    batch: Batch
    created: list[Sending] = field(default_factory=list)
    completed: list[Sending] = field(default_factory=list)  # were there, without a date
    known: list[Sending] = field(default_factory=list)  # sent already, and still silent

    @property
    def done(self):
        return self.created + self.completed


@transaction.atomic
def send(recommendations, authorities, facts, user) -> Dispatch:
    """`facts` are the date, the channel… that all of them share.

    A sending recorded without a date is completed. What was sent already and awaits an answer, or
    was sent that very day, is not sent twice.
    """
    batch = Batch.objects.create(made_by=user)
    found = Dispatch(batch)
    before = known(recommendations, authorities, facts["sent_on"])
    for one in recommendations:
        for authority in authorities:
            rows = before.get((one.pk, authority.pk), [])
            if again := next((row for row in rows if row.sent_on), None):
                found.known.append(again)
            elif rows:
                found.completed.append(complete(rows[0], facts, batch))
            else:
                found.created.append(create(one, authority, facts, batch))
    batch.completed = [row.pk for row in found.completed]
    batch.save()
    if not found.done:
        batch.delete()
    return found


def known(recommendations, authorities, on):
    """What there is of each pair: not sent yet, or sent and in the way."""
    rows = Sending.objects.filter(recommendation__in=recommendations, authority__in=authorities)
    in_the_way = (
        rows.filter(sent_on=None) | rows.filter(sent_on=on) | rows.awaiting_answer(on)
    ).distinct()
    found = {}
    for row in in_the_way.select_related("recommendation", "authority"):
        found.setdefault((row.recommendation_id, row.authority_id), []).append(row)
    return found


def create(recommendation, authority, facts, batch):
    row = Sending(recommendation=recommendation, authority=authority, batch=batch, **facts)
    row.full_clean()
    row.save()
    return row


def complete(row, facts, batch):
    """Whether the addressee is named or deduced was decided when it was recorded."""
    for name, value in facts.items():
        if name != "addressing":
            setattr(row, name, value)
    row.batch = batch
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def undo(batch) -> tuple[int, int]:
    """How many were taken back, and how many stay because something has happened since."""
    rows = batch.sendings.filter(answers=None, reminded=None)
    taken = list(rows)
    for row in taken:
        if row.pk in batch.completed:
            take_date_back(row)
        else:
            row.delete()
    stay = batch.sendings.count()
    if not stay:
        batch.delete()
    return len(taken), stay


def take_date_back(row):
    row.batch = row.sent_on = row.due_on = None
    row.channel = row.basis = row.basis_text_fr = row.basis_text_nl = ""
    row.save()
