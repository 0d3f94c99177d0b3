from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0004_networks_can_be_found")]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="anchors",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
