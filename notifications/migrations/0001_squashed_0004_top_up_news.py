import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from komship.lib.create_models import CreateModels


class Migration(migrations.Migration):

    replaces = [('notifications', '0001_initial'), ('notifications', '0002_sandbox_inbox'), ('notifications', '0003_webhooks'), ('notifications', '0004_top_up_news')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0007_api_keys'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Announcement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=80)),
                    ('text', models.CharField(max_length=300)),
                    ('link', models.CharField(blank=True, max_length=200)),
                    ('tone', models.CharField(choices=[('success', 'Berhasil'), ('warning', 'Peringatan'), ('danger', 'Bahaya'), ('info', 'Info')], default='info', max_length=10)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ],
                options={
                    'verbose_name': 'pengumuman',
                    'verbose_name_plural': 'pengumuman',
                },
            ),
            migrations.CreateModel(
                name='SandboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('channel', models.CharField(max_length=10)),
                    ('address', models.CharField(max_length=190)),
                    ('subject', models.CharField(blank=True, max_length=120)),
                    ('text', models.TextField()),
                    ('created_at', models.DateTimeField(db_index=True)),
                ],
                options={
                    'verbose_name': 'pesan sandbox',
                    'verbose_name_plural': 'pesan sandbox',
                },
            ),
            migrations.CreateModel(
                name='WebhookEndpoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('url', models.CharField(max_length=500, verbose_name='alamat')),
                    ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='kejadian')),
                    ('seed', models.CharField(max_length=32)),
                    ('old_seed', models.CharField(blank=True, max_length=32)),
                    ('old_until', models.DateTimeField(blank=True, null=True)),
                    ('is_active', models.BooleanField(default=True, verbose_name='aktif')),
                    ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='gagal sejak')),
                    ('disabled_at', models.DateTimeField(blank=True, null=True, verbose_name='dimatikan')),
                    ('created_at', models.DateTimeField(verbose_name='dibuat')),
                    ('deleted_at', models.DateTimeField(blank=True, null=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='accounts.partner')),
                ],
                options={
                    'verbose_name': 'webhook',
                    'verbose_name_plural': 'webhook',
                    'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['partner', 'id'], name='webhook_of_partner')],
                },
            ),
            migrations.CreateModel(
                name='WebhookDelivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('event_id', models.CharField(max_length=40, verbose_name='kejadian')),
                    ('topic', models.CharField(max_length=40, verbose_name='jenis')),
                    ('body', models.JSONField()),
                    ('state', models.CharField(choices=[('pending', 'Menunggu'), ('delivered', 'Terkirim'), ('parked', 'Gagal')], default='pending', max_length=10, verbose_name='keadaan')),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='percobaan')),
                    ('next_attempt_at', models.DateTimeField(blank=True, null=True, verbose_name='dicoba lagi')),
                    ('last_status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='jawaban')),
                    ('last_error', models.CharField(blank=True, choices=[('connect', 'Server tidak bisa dihubungi'), ('timeout', 'Server tidak menjawab dalam 10 detik'), ('broken', 'Sambungan terputus di tengah jalan'), ('forbidden', 'Alamat menuju jaringan internal'), ('off', 'Webhook dimatikan')], max_length=10, verbose_name='kesalahan')),
                    ('delivered_at', models.DateTimeField(blank=True, null=True, verbose_name='terkirim')),
                    ('created_at', models.DateTimeField(verbose_name='dibuat')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.partner')),
                    ('replays', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notifications.webhookdelivery')),
                    ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.webhookendpoint')),
                ],
                options={
                    'verbose_name': 'kiriman webhook',
                    'verbose_name_plural': 'kiriman webhook',
                    'indexes': [models.Index(fields=['endpoint', '-id'], name='webhook_delivery_log'), models.Index(condition=models.Q(('state', 'pending')), fields=['next_attempt_at'], name='webhook_due'), models.Index(fields=['created_at'], name='webhook_delivery_age')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('replays__isnull', True)), fields=('endpoint', 'event_id'), name='webhook_event_once_per_endpoint'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'pending'), _negated=True), ('next_attempt_at__isnull', False), _connector='OR'), name='webhook_pending_is_tried')],
                },
            ),
            migrations.CreateModel(
                name='InboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('service', models.CharField(choices=[('komship', 'Tim Komship'), ('kompack', 'Tim Kompack')], default='komship', max_length=10)),
                    ('title', models.CharField(max_length=120)),
                    ('body', models.TextField()),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inbox', to='accounts.partner')),
                    ('sender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'surat',
                    'verbose_name_plural': 'surat',
                    'indexes': [models.Index(fields=['partner', '-created_at'], name='inbox_newest')],
                },
            ),
            migrations.CreateModel(
                name='Notification',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('withdrawal', 'Penarikan saldo'), ('top_up', 'Isi saldo'), ('ticket', 'Tiket'), ('order', 'Order')], max_length=12)),
                    ('reference', models.BigIntegerField()),
                    ('title', models.CharField(max_length=120)),
                    ('text', models.CharField(max_length=500)),
                    ('source', models.CharField(max_length=80, unique=True)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='accounts.partner')),
                ],
                options={
                    'verbose_name': 'pemberitahuan',
                    'verbose_name_plural': 'pemberitahuan',
                    'indexes': [models.Index(fields=['partner', '-created_at'], name='notification_newest'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['partner'], name='notification_unread')],
                },
            ),
            migrations.CreateModel(
                name='WebhookAttempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('started_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('elapsed_ms', models.PositiveIntegerField(blank=True, null=True)),
                    ('http_status', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('answer', models.CharField(blank=True, max_length=1000)),
                    ('error', models.CharField(blank=True, choices=[('connect', 'Server tidak bisa dihubungi'), ('timeout', 'Server tidak menjawab dalam 10 detik'), ('broken', 'Sambungan terputus di tengah jalan'), ('forbidden', 'Alamat menuju jaringan internal'), ('off', 'Webhook dimatikan')], max_length=10)),
                    ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='notifications.webhookdelivery')),
                ],
                options={
                    'verbose_name': 'percobaan webhook',
                    'verbose_name_plural': 'percobaan webhook',
                    'constraints': [models.UniqueConstraint(fields=('delivery', 'number'), name='webhook_attempt_once')],
                },
            ),
        ]),
    ]
