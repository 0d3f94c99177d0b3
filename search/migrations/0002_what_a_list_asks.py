from django.db import migrations, models


def forget_descriptions(apps, schema_editor):
    """Rows are described again by `manage.py setup`; places were in columns that go."""
    SearchDocument = apps.get_model("search", "SearchDocument")
    for row in SearchDocument.objects.exclude(latitude=None).iterator(2000):
        row.places = [[row.latitude, row.longitude]]
        row.save(update_fields=["places"])


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="checked",
            field=models.DateField(blank=True, null=True, verbose_name="confirmed on"),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="marks",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="places",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="searchdocument",
            name="written",
            field=models.CharField(blank=True, max_length=2, verbose_name="written in"),
        ),
        migrations.RunPython(forget_descriptions, migrations.RunPython.noop),
        migrations.RemoveField(model_name="searchdocument", name="latitude"),
        migrations.RemoveField(model_name="searchdocument", name="longitude"),
    ]
