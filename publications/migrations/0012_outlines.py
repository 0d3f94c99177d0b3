from django.db import migrations


def derive(apps, schema_editor):
    """Pages that were saved before outlines existed get theirs."""
    from publications.longform.outline import outline_of

    for name in ("PublicationPage", "ChapterPage"):
        model = apps.get_model("publications", name)
        for page in model.objects.only("pk", "body", "notes").iterator():
            model.objects.filter(pk=page.pk).update(outline=outline_of(page.body, page.notes))


class Migration(migrations.Migration):
    dependencies = [("publications", "0011_kinds_and_their_facts")]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop)]
