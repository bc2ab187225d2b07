import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import komship.lib.clock
from django.db import migrations, models
from komship.lib.create_models import CreateModels


class Migration(migrations.Migration):

    replaces = [('core', '0001_initial'), ('core', '0003_jobs')]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='OutboxEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('topic', models.CharField(max_length=80)),
                    ('payload', models.JSONField()),
                    ('created_at', models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('happened_at', models.DateTimeField(db_index=True)),
                    ('action', models.CharField(max_length=80)),
                    ('channel', models.CharField(max_length=20)),
                    ('user_id', models.BigIntegerField(null=True)),
                    ('user_label', models.CharField(blank=True, max_length=200)),
                    ('partner_id', models.BigIntegerField(null=True)),
                    ('target_type', models.CharField(max_length=80)),
                    ('target_key', models.CharField(max_length=80)),
                    ('reason', models.TextField(blank=True)),
                    ('before', models.JSONField(null=True)),
                    ('after', models.JSONField(null=True)),
                ],
                options={
                    'verbose_name_plural': 'audit entries',
                    'indexes': [models.Index(fields=['target_type', 'target_key', 'id'], name='audit_by_target'), models.Index(fields=['partner_id', '-id'], name='audit_by_partner')],
                },
            ),
            migrations.CreateModel(
                name='IdempotentCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user_id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=200)),
                    ('route', models.CharField(max_length=300)),
                    ('body_hash', models.CharField(max_length=64)),
                    ('started_at', models.DateTimeField()),
                    ('status', models.PositiveSmallIntegerField(null=True)),
                    ('answer', models.JSONField(null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['started_at'], name='idempotent_call_by_age')],
                    'constraints': [models.UniqueConstraint(fields=('user_id', 'key'), name='idempotent_call_once')],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=60)),
                    ('partner_id', models.BigIntegerField(null=True)),
                    ('user_id', models.BigIntegerField(null=True)),
                    ('user_label', models.CharField(blank=True, max_length=200)),
                    ('title', models.CharField(max_length=200)),
                    ('language', models.CharField(max_length=10)),
                    ('params', models.JSONField(default=dict)),
                    ('request_key', models.CharField(max_length=200, null=True)),
                    ('state', models.CharField(choices=[('queued', 'Menunggu giliran'), ('running', 'Berjalan'), ('done', 'Selesai'), ('failed', 'Gagal'), ('cancelled', 'Dihentikan')], default='queued', max_length=10)),
                    ('total', models.PositiveIntegerField(null=True)),
                    ('handled', models.PositiveIntegerField(default=0)),
                    ('succeeded', models.PositiveIntegerField(default=0)),
                    ('failed', models.PositiveIntegerField(default=0)),
                    ('message', models.CharField(blank=True, max_length=500)),
                    ('file', models.CharField(blank=True, max_length=200)),
                    ('file_name', models.CharField(blank=True, max_length=150)),
                    ('turn', models.PositiveIntegerField(default=1)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('created_at', models.DateTimeField(db_index=True, default=komship.lib.clock.now)),
                    ('beat_at', models.DateTimeField(default=komship.lib.clock.now)),
                    ('started_at', models.DateTimeField(null=True)),
                    ('finished_at', models.DateTimeField(null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['partner_id', '-id'], name='job_recent'), models.Index(condition=models.Q(('state__in', ('queued', 'running'))), fields=['partner_id', 'beat_at'], name='job_unfinished')],
                    'constraints': [models.UniqueConstraint(models.F('kind'), django.db.models.functions.comparison.Coalesce('partner_id', 0), models.F('request_key'), name='job_request_once'), models.CheckConstraint(condition=models.Q(('handled', django.db.models.expressions.CombinedExpression(models.F('succeeded'), '+', models.F('failed'))), models.Q(('failed', 0), ('succeeded', 0)), _connector='OR'), name='job_counts_add_up')],
                },
            ),
            migrations.CreateModel(
                name='JobItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('reference', models.CharField(blank=True, max_length=80)),
                    ('label', models.CharField(max_length=200)),
                    ('data', models.JSONField(default=dict)),
                    ('state', models.CharField(choices=[('waiting', 'Menunggu'), ('done', 'Berhasil'), ('failed', 'Gagal')], default='waiting', max_length=10)),
                    ('message', models.CharField(blank=True, max_length=500)),
                    ('result', models.JSONField(default=dict)),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='core.job')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['job', 'position'], name='job_item_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('job', 'position'), name='job_item_position')],
                },
            ),
            migrations.CreateModel(
                name='EventDelivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('handler', models.CharField(max_length=80)),
                    ('queue', models.CharField(max_length=20)),
                    ('state', models.CharField(choices=[('pending', 'Menunggu'), ('done', 'Selesai'), ('parked', 'Perlu diperiksa')], default='pending', max_length=10)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('failures', models.PositiveIntegerField(default=0)),
                    ('due_at', models.DateTimeField()),
                    ('leased_until', models.DateTimeField(null=True)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('last_error', models.TextField(blank=True)),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='core.outboxevent')),
                ],
                options={
                    'verbose_name_plural': 'event deliveries',
                    'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['queue', 'due_at', 'id'], name='delivery_pending'), models.Index(condition=models.Q(('state', 'parked')), fields=['-id'], name='delivery_parked')],
                    'constraints': [models.UniqueConstraint(fields=('event', 'handler'), name='delivery_once_per_handler')],
                },
            ),
        ]),
    ]
