from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_what_a_list_asks")]

    operations = [
        migrations.AddField(
            model_name="searchdocument",
            name="labels",
            field=models.TextField(blank=True, verbose_name="words of lists, and places"),
        ),
    ]
