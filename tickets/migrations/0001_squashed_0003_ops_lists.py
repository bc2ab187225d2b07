import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from komship.lib.create_models import CreateModels


class Migration(migrations.Migration):

    replaces = [('tickets', '0001_initial'), ('tickets', '0003_ops_lists')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0007_api_keys'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='TicketType',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80, unique=True)),
                    ('open_to_sellers', models.BooleanField(default=False)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                ],
                options={
                    'verbose_name': 'jenis tiket',
                    'verbose_name_plural': 'jenis tiket',
                },
            ),
            migrations.CreateModel(
                name='Ticket',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=24, unique=True)),
                    ('reference', models.CharField(max_length=20)),
                    ('airway_bill', models.CharField(blank=True, max_length=40)),
                    ('status', models.PositiveSmallIntegerField(choices=[(0, 'Perlu Tindak Lanjut'), (1, 'Belum Diproses'), (2, 'Sedang Diproses'), (3, 'Selesai'), (4, 'Batal')], default=1)),
                    ('outcome', models.CharField(blank=True, choices=[('', 'Belum diketahui'), ('delivered', 'Diterima'), ('returned', 'Retur'), ('lost', 'Hilang'), ('damaged', 'Rusak')], default='', max_length=10)),
                    ('subject', models.CharField(max_length=160)),
                    ('is_priority', models.BooleanField(default=False)),
                    ('deadline_at', models.DateTimeField(blank=True, null=True)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='accounts.partner')),
                    ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='tickets.tickettype')),
                ],
                options={
                    'verbose_name': 'tiket',
                    'verbose_name_plural': 'tiket',
                    'indexes': [models.Index(fields=['partner', 'status'], name='ticket_partner_status'), models.Index(fields=['reference', '-id'], name='ticket_by_reference'), models.Index(fields=['created_at'], name='ticket_by_day')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', [0, 1, 2])), fields=('reference',), name='ticket_one_open_per_order'), models.CheckConstraint(condition=models.Q(('status__in', [0, 1, 2, 3, 4])), name='ticket_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('status__in', [0, 1, 2])), models.Q(models.Q(('status__in', [0, 1, 2]), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='ticket_closed_when_ended')],
                },
            ),
            migrations.CreateModel(
                name='TicketMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('author', models.CharField(choices=[('partner', 'Penjual'), ('courier_cs', 'CS ekspedisi'), ('courier_log', 'Catatan ekspedisi'), ('system', 'Sistem')], max_length=12)),
                    ('text', models.TextField()),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='tickets.ticket')),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'pesan tiket',
                    'verbose_name_plural': 'pesan tiket',
                    'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['ticket'], name='ticket_message_unread')],
                },
            ),
        ]),
    ]
