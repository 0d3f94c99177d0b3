import cms.importing.models
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0002_shared'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='what')),
                ('file', models.FileField(storage=cms.importing.models.private_files, upload_to=cms.importing.models.private_name, verbose_name='file')),
                ('name', models.CharField(max_length=200, verbose_name='name of the file')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('language', models.CharField(editable=False, max_length=2)),
                ('options', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('reading', 'Being read'), ('ready', 'To be decided'), ('applying', 'Being written'), ('done', 'Done'), ('cancelled', 'Cancelled, nothing was written'), ('stopped', 'Stopped before the end'), ('failed', 'Failed')], default='reading', max_length=10, verbose_name='state')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date')),
                ('run', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('beat', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided on')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished on')),
                ('notes', models.JSONField(blank=True, default=list)),
                ('message', models.TextField(blank=True, verbose_name='why')),
                ('created', models.PositiveIntegerField(default=0, verbose_name='new')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='changed')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='unchanged')),
                ('refused', models.PositiveIntegerField(default=0, verbose_name='refused')),
                ('written', models.PositiveIntegerField(default=0, verbose_name='written')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'default_permissions': (),
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('number', models.PositiveIntegerField(verbose_name='line')),
                ('subject', models.CharField(max_length=200, verbose_name='what')),
                ('outcome', models.CharField(choices=[('created', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('refused', 'refused')], max_length=10, verbose_name='outcome')),
                ('changes', models.JSONField(default=list)),
                ('reasons', models.JSONField(default=list)),
                ('done', models.BooleanField(default=False)),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='cms.import')),
            ],
            options={
                'verbose_name': 'line',
                'verbose_name_plural': 'lines',
                'default_permissions': (),
                'ordering': ['number'],
                'indexes': [models.Index(fields=['job', 'outcome', 'number'], name='import_lines_by_outcome')],
                'constraints': [models.UniqueConstraint(fields=('job', 'key'), name='one_line_a_record')],
            },
        ),
    ]
