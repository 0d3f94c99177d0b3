from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publications", "0006_deposits_announce_a_day")]

    operations = [
        migrations.RemoveField(model_name="answer", name="document"),
        migrations.RemoveField(model_name="sending", name="extended_on"),
        migrations.RemoveField(model_name="sending", name="extended_to"),
    ]
