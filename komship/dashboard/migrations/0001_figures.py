import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from komship.lib.create_models import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0007_api_keys'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='FigureState',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('live_from', models.DateField(null=True)),
                    ('scan_from', models.BigIntegerField(default=0)),
                    ('marked', models.BigIntegerField(default=0)),
                    ('marked_at', models.DateTimeField(null=True)),
                    ('refreshed_at', models.DateTimeField(null=True)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='figure_state_one')],
                },
            ),
            migrations.CreateModel(
                name='AdsCost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(unique=True, verbose_name='tanggal')),
                    ('cost_rp', models.BigIntegerField(verbose_name='biaya iklan')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='catatan')),
                    ('changed_at', models.DateTimeField(editable=False, verbose_name='diubah')),
                    ('changed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='diubah oleh')),
                ],
                options={
                    'verbose_name': 'biaya iklan',
                    'verbose_name_plural': 'biaya iklan',
                    'ordering': ['-day'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('cost_rp__gte', 0)), name='ads_cost_not_negative')],
                },
            ),
            migrations.CreateModel(
                name='FigureDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(verbose_name='tanggal')),
                    ('courier', models.CharField(max_length=30, verbose_name='ekspedisi')),
                    ('method', models.CharField(choices=[('cod', 'COD'), ('bank_transfer', 'Transfer')], max_length=16, verbose_name='pembayaran')),
                    ('orders', models.IntegerField(verbose_name='pesanan')),
                    ('sent', models.IntegerField(verbose_name='dikirim')),
                    ('total_rp', models.BigIntegerField(verbose_name='nilai pesanan')),
                    ('shipping_rp', models.BigIntegerField(verbose_name='ongkir')),
                    ('delivered', models.IntegerField(verbose_name='diterima')),
                    ('delivered_total_rp', models.BigIntegerField(verbose_name='nilai diterima')),
                    ('delivered_shipping_rp', models.BigIntegerField(verbose_name='ongkir diterima')),
                    ('cashback_from_rp', models.BigIntegerField(verbose_name='cashback dari kurir')),
                    ('cashback_to_rp', models.BigIntegerField(verbose_name='cashback ke penjual')),
                    ('fee_from_rp', models.BigIntegerField(verbose_name='biaya COD kurir')),
                    ('fee_to_rp', models.BigIntegerField(verbose_name='biaya COD penjual')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partner')),
                ],
                options={
                    'verbose_name': 'angka harian',
                    'verbose_name_plural': 'angka',
                    'constraints': [models.UniqueConstraint(fields=('day', 'partner', 'courier', 'method'), name='figure_day_once')],
                },
            ),
            migrations.CreateModel(
                name='FigureMonth',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(verbose_name='tanggal')),
                    ('courier', models.CharField(max_length=30, verbose_name='ekspedisi')),
                    ('method', models.CharField(choices=[('cod', 'COD'), ('bank_transfer', 'Transfer')], max_length=16, verbose_name='pembayaran')),
                    ('orders', models.IntegerField(verbose_name='pesanan')),
                    ('sent', models.IntegerField(verbose_name='dikirim')),
                    ('total_rp', models.BigIntegerField(verbose_name='nilai pesanan')),
                    ('shipping_rp', models.BigIntegerField(verbose_name='ongkir')),
                    ('delivered', models.IntegerField(verbose_name='diterima')),
                    ('delivered_total_rp', models.BigIntegerField(verbose_name='nilai diterima')),
                    ('delivered_shipping_rp', models.BigIntegerField(verbose_name='ongkir diterima')),
                    ('cashback_from_rp', models.BigIntegerField(verbose_name='cashback dari kurir')),
                    ('cashback_to_rp', models.BigIntegerField(verbose_name='cashback ke penjual')),
                    ('fee_from_rp', models.BigIntegerField(verbose_name='biaya COD kurir')),
                    ('fee_to_rp', models.BigIntegerField(verbose_name='biaya COD penjual')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partner')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('day', 'partner', 'courier', 'method'), name='figure_month_once')],
                },
            ),
        ]),
    ]
