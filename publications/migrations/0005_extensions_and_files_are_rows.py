from django.db import migrations


def into_rows(apps, schema_editor):
    """An extension is something that came back, on a day; an answer has any number of files."""
    Sending = apps.get_model("publications", "Sending")
    Answer = apps.get_model("publications", "Answer")
    for one in Sending.objects.exclude(extended_to=None):
        # Without a day it counted from the beginning.
        announced_on = one.extended_on or one.sent_on or one.extended_to
        Answer.objects.create(
            sending=one,
            kind="extension",
            received_on=min(announced_on, one.extended_to),
            extended_to=one.extended_to,
        )
    AnswerFile = apps.get_model("publications", "AnswerFile")
    for answer in Answer.objects.exclude(document=None):
        AnswerFile.objects.create(answer=answer, document_id=answer.document_id, sort_order=0)


def into_fields(apps, schema_editor):
    """Back to one extension, the furthest, and one file, the first."""
    Answer = apps.get_model("publications", "Answer")
    for row in Answer.objects.exclude(extended_to=None).order_by("extended_to"):
        row.sending.extended_on, row.sending.extended_to = row.received_on, row.extended_to
        row.sending.save()
    Answer.objects.filter(kind="extension").delete()
    AnswerFile = apps.get_model("publications", "AnswerFile")
    for row in AnswerFile.objects.order_by("-sort_order", "-pk"):
        row.answer.document_id = row.document_id
        row.answer.save()


class Migration(migrations.Migration):
    dependencies = [("publications", "0004_ledger_in_full")]

    # The columns go in 0007: PostgreSQL changes no table in the transaction that filled it.
    operations = [
        migrations.RunPython(into_rows, into_fields),
    ]
