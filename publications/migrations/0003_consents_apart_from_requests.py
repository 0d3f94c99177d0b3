from django.db import migrations, models


def part(apps, schema_editor):
    """Who never consented is only asked: out of the table of signatures, and of all versions."""
    Signatory = apps.get_model("publications", "Signatory")
    ConsentRequest = apps.get_model("publications", "ConsentRequest")
    for row in Signatory.objects.filter(consent_on=None):
        ConsentRequest.objects.get_or_create(
            interpellation_id=row.interpellation_id, organisation_id=row.organisation_id
        )
    Signatory.objects.filter(consent_on=None).delete()
    Revision = apps.get_model("wagtailcore", "Revision")
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind = ContentType.objects.filter(app_label="publications", model="interpellationpage").first()
    for revision in Revision.objects.filter(content_type=kind) if kind else ():
        if revision.content.pop("signatories", None) is not None:
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0002_interpellations_signed_and_answered"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(part, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="signatory",
            name="consent_on",
            field=models.DateField(verbose_name="consent given on"),
        ),
    ]
