import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import komship.lib.clock
from django.conf import settings
from django.db import migrations, models
from komship.lib.create_models import CreateModels


class Migration(migrations.Migration):
    """Orders, and what finds them among a million of which one seller has a hundred thousand.

    `order_by_status` also holds what the order list is filtered by, so that its tabs are counted from the index
    alone. `order_recipient_words` finds names within one seller. `order_line_of_product` serves the list filtered
    by an article, and takes the place of the index that comes with the foreign key.
    """

    replaces = [('orders', '0001_initial'), ('orders', '0002_order_number_sequence'), ('orders', '0003_sales_admin'), ('orders', '0004_editing_and_drafts'), ('orders', '0005_returns'), ('orders', '0006_ops_lists'), ('orders', '0007_mass_orders'), ('orders', '0008_customer_numbers'), ('orders', '0009_million_orders'), ('orders', '0010_order_of_day'), ('orders', '0011_orders_by_service')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0007_api_keys'),
        ('core', '0001_squashed_0003_jobs'),
        ('products', '0001_squashed_0005_take_out_movement'),
        ('shipping', '0001_squashed_0007_fee_proposals'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='Customer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, verbose_name='nama')),
                    ('phone', models.CharField(max_length=20, verbose_name='telepon')),
                    ('address_line', models.CharField(max_length=300, verbose_name='alamat')),
                    ('has_whatsapp', models.BooleanField(default=False, verbose_name='punya WhatsApp')),
                    ('created_at', models.DateTimeField(verbose_name='dibuat')),
                    ('last_ordered_at', models.DateTimeField(verbose_name='terakhir pesan')),
                    ('order_count', models.PositiveIntegerField(db_default=0, default=0, verbose_name='pesanan')),
                    ('piece_count', models.PositiveIntegerField(db_default=0, default=0, verbose_name='barang')),
                    ('spent_rp', models.BigIntegerField(db_default=0, default=0, verbose_name='total belanja')),
                    ('destination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shipping.destination')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='customers', to='accounts.partner')),
                ],
                options={
                    'verbose_name': 'pembeli',
                    'verbose_name_plural': 'pembeli',
                    'indexes': [models.Index(fields=['partner', '-last_ordered_at', '-id'], include=('name', 'phone'), name='customer_recent'), models.Index(fields=['partner', 'created_at'], name='customer_new'), models.Index(fields=['partner', 'order_count', 'id'], name='customer_by_orders'), models.Index(fields=['partner', 'piece_count', 'id'], name='customer_by_pieces'), models.Index(fields=['partner', 'spent_rp', 'id'], name='customer_by_spent')],
                    'constraints': [models.UniqueConstraint(fields=('partner', 'phone'), name='customer_phone_once')],
                },
            ),
            migrations.CreateModel(
                name='Order',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True, verbose_name='nomor')),
                    ('request_key', models.CharField(blank=True, editable=False, max_length=200, null=True)),
                    ('status', models.CharField(choices=[('created', 'Pesanan dibuat'), ('booking', 'Menunggu resi'), ('packing', 'Siap dijemput'), ('shipped', 'Dikirim'), ('delivered', 'Diterima'), ('returned', 'Retur'), ('cancelled', 'Dibatalkan'), ('lost', 'Hilang'), ('damaged', 'Rusak')], default='created', max_length=10, verbose_name='status')),
                    ('is_problem', models.BooleanField(default=False, verbose_name='bermasalah')),
                    ('return_state', models.PositiveSmallIntegerField(default=0, verbose_name='retur')),
                    ('return_checked_at', models.DateTimeField(blank=True, null=True, verbose_name='retur diperiksa')),
                    ('booking_note', models.CharField(blank=True, max_length=300, verbose_name='catatan pemesanan resi')),
                    ('ordered_on', models.DateField(verbose_name='tanggal')),
                    ('created_at', models.DateTimeField(verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(verbose_name='diubah')),
                    ('edited_at', models.DateTimeField(blank=True, null=True, verbose_name='disunting')),
                    ('edited_by_label', models.CharField(blank=True, max_length=200, verbose_name='disunting oleh')),
                    ('edits', models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='kali disunting')),
                    ('stock_version', models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)),
                    ('deleted_at', models.DateTimeField(blank=True, null=True, verbose_name='dihapus')),
                    ('recipient_name', models.CharField(max_length=60, verbose_name='nama penerima')),
                    ('recipient_phone', models.CharField(max_length=20, verbose_name='telepon penerima')),
                    ('address_line', models.CharField(max_length=300, verbose_name='alamat')),
                    ('village', models.CharField(max_length=80, verbose_name='kelurahan')),
                    ('district', models.CharField(max_length=80, verbose_name='kecamatan')),
                    ('city', models.CharField(max_length=80, verbose_name='kota')),
                    ('province', models.CharField(max_length=80, verbose_name='provinsi')),
                    ('postal_code', models.CharField(max_length=5, verbose_name='kode pos')),
                    ('tariff_code', models.CharField(max_length=10, verbose_name='kode tujuan')),
                    ('origin_code', models.CharField(max_length=10, verbose_name='kode asal')),
                    ('courier_name', models.CharField(max_length=30, verbose_name='ekspedisi')),
                    ('service_code', models.CharField(max_length=20, verbose_name='layanan')),
                    ('weight_g', models.PositiveIntegerField(verbose_name='berat (g)')),
                    ('billed_kg', models.PositiveSmallIntegerField(verbose_name='berat tagih (kg)')),
                    ('piece_count', models.PositiveIntegerField(verbose_name='jumlah barang')),
                    ('payment_method', models.CharField(choices=[('cod', 'COD'), ('bank_transfer', 'Transfer')], max_length=14, verbose_name='pembayaran')),
                    ('bank_name', models.CharField(blank=True, max_length=60, verbose_name='bank')),
                    ('bank_account_number', models.CharField(blank=True, max_length=40, verbose_name='rekening')),
                    ('bank_account_holder', models.CharField(blank=True, max_length=60, verbose_name='atas nama')),
                    ('goods_rp', models.BigIntegerField(verbose_name='harga barang')),
                    ('shipping_rp', models.BigIntegerField(verbose_name='ongkir')),
                    ('discount_rp', models.BigIntegerField(default=0, verbose_name='potongan')),
                    ('additional_rp', models.BigIntegerField(default=0, verbose_name='biaya lain')),
                    ('buyer_fee_rp', models.BigIntegerField(db_default=0, default=0, verbose_name='biaya COD ditanggung pembeli')),
                    ('total_rp', models.BigIntegerField(verbose_name='total')),
                    ('computed_total_rp', models.BigIntegerField(verbose_name='total terhitung')),
                    ('cod_fee_bp', models.PositiveSmallIntegerField(default=0, verbose_name='tarif COD (bp)')),
                    ('cod_fee_rp', models.BigIntegerField(default=0, verbose_name='biaya COD')),
                    ('cod_fee_vat_rp', models.BigIntegerField(default=0, verbose_name='PPN dalam biaya COD')),
                    ('cashback_bp', models.PositiveSmallIntegerField(default=0, verbose_name='cashback (bp)')),
                    ('cashback_rp', models.BigIntegerField(default=0, verbose_name='cashback')),
                    ('promised_days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='janji tiba (hari)')),
                    ('return_discount_bp', models.PositiveSmallIntegerField(default=10000, verbose_name='diskon retur (bp)')),
                    ('net_rp', models.BigIntegerField(verbose_name='pendapatan bersih')),
                    ('note', models.CharField(blank=True, max_length=200, verbose_name='catatan')),
                    ('is_from_sheet', models.BooleanField(db_default=False, default=False, verbose_name='pesanan massal')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='orders.customer')),
                    ('destination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shipping.destination')),
                    ('fee_window', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shipping.feewindow')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='accounts.partner')),
                    ('sales_admin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.salesadmin')),
                    ('sender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.senderidentity')),
                    ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shipping.courierservice')),
                    ('shipment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shipping.shipment')),
                    ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='accounts.warehouse')),
                ],
                options={
                    'verbose_name': 'pesanan',
                    'verbose_name_plural': 'pesanan',
                    'indexes': [models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['partner', '-id'], name='order_recent'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['partner', 'status', '-id'], include=('is_problem', 'ordered_on', 'payment_method', 'warehouse', 'courier_name'), name='order_by_status'), models.Index(condition=models.Q(('deleted_at__isnull', True), ('is_problem', True)), fields=['partner', '-id'], name='order_problem'), models.Index(condition=models.Q(('deleted_at__isnull', True), ('return_checked_at__isnull', True), ('status', 'returned')), fields=['partner', 'return_state', '-id'], name='order_return_open'), models.Index(condition=models.Q(('deleted_at__isnull', True), ('return_checked_at__isnull', False)), fields=['partner', '-return_checked_at'], name='order_return_checked'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['partner', 'ordered_on'], include=('status', 'destination', 'created_by', 'sales_admin', 'payment_method', 'piece_count', 'total_rp', 'net_rp'), name='order_numbers'), models.Index(condition=models.Q(('deleted_at__isnull', True)), fields=['ordered_on'], name='order_of_day'), models.Index(fields=['customer', '-id'], name='order_by_customer'), models.Index(fields=['service', 'ordered_on'], name='order_by_service'), models.Index(condition=models.Q(('status__in', ['delivered', 'returned'])), fields=['destination', 'ordered_on'], include=('courier_name', 'status'), name='order_ended_at'), models.Index(django.contrib.postgres.indexes.OpClass('number', name='text_pattern_ops'), name='order_number_prefix'), models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Reverse('recipient_phone'), name='text_pattern_ops'), name='order_phone_reversed'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(models.Func(models.F('recipient_name'), models.Value('[^[:alnum:]]*([[:alnum:]]+)'), django.db.models.functions.text.Concat(models.Value(' p', models.TextField()), django.db.models.functions.comparison.Cast('partner_id', models.TextField()), models.Value('x\\1', models.TextField())), models.Value('g'), function='regexp_replace', output_field=models.TextField()), config='simple'), name='order_recipient_words')],
                    'constraints': [models.UniqueConstraint(fields=('partner', 'request_key'), name='order_request_once'), models.CheckConstraint(condition=models.Q(('status__in', ['created', 'booking', 'packing', 'shipped', 'delivered', 'returned', 'cancelled', 'lost', 'damaged'])), name='order_status_known'), models.CheckConstraint(condition=models.Q(('return_state__lte', 2)), name='order_return_known'), models.CheckConstraint(condition=models.Q(('discount_rp__gte', 0), ('goods_rp__gte', 0), ('shipping_rp__gte', 0), ('additional_rp__gte', 0), ('cashback_rp__gte', 0), ('cod_fee_rp__gte', 0)), name='order_amounts_not_negative'), models.CheckConstraint(condition=models.Q(('computed_total_rp', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('goods_rp'), '+', models.F('shipping_rp')), '-', models.F('discount_rp')), '+', models.F('additional_rp')))), name='order_total_adds_up'), models.CheckConstraint(condition=models.Q(('net_rp', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('total_rp'), '-', models.F('cod_fee_rp')), '-', models.F('shipping_rp')), '+', models.F('cashback_rp')))), name='order_net_adds_up'), models.CheckConstraint(condition=models.Q(('buyer_fee_rp__gte', 0), ('buyer_fee_rp__lte', models.F('additional_rp'))), name='order_buyer_fee_is_additional'), models.CheckConstraint(condition=models.Q(('payment_method', 'cod'), ('cod_fee_rp', 0), _connector='OR'), name='order_fee_only_for_cod'), models.CheckConstraint(condition=models.Q(('deleted_at__isnull', True), ('status', 'created'), _connector='OR'), name='order_deleted_while_created'), models.CheckConstraint(condition=models.Q(('status__in', ['created', 'booking']), ('shipment__isnull', False), _connector='OR'), name='order_on_its_way_has_shipment')],
                },
            ),
            migrations.CreateModel(
                name='OrderDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('form_key', models.CharField(blank=True, editable=False, max_length=64, null=True)),
                    ('ordered_on', models.DateField(blank=True, null=True, verbose_name='tanggal')),
                    ('customer_name', models.CharField(blank=True, max_length=200, verbose_name='nama penerima')),
                    ('customer_phone', models.CharField(blank=True, max_length=30, verbose_name='telepon penerima')),
                    ('address_line', models.CharField(blank=True, max_length=1000, verbose_name='alamat')),
                    ('form_values', models.JSONField(blank=True, default=dict)),
                    ('created_at', models.DateTimeField(verbose_name='dibuat')),
                    ('updated_at', models.DateTimeField(verbose_name='diubah')),
                    ('destination', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='shipping.destination')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='order_drafts', to='accounts.partner')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('warehouse', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.warehouse')),
                ],
                options={
                    'verbose_name': 'draf pesanan',
                    'verbose_name_plural': 'draf pesanan',
                    'indexes': [models.Index(fields=['partner', '-updated_at', '-id'], name='order_draft_recent')],
                    'constraints': [models.UniqueConstraint(fields=('partner', 'form_key'), name='order_draft_once_per_form')],
                },
            ),
            migrations.CreateModel(
                name='OrderDraftLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('quantity', models.PositiveIntegerField(verbose_name='jumlah')),
                    ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.orderdraft')),
                    ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='products.variant')),
                ],
                options={
                    'verbose_name': 'isi draf',
                    'verbose_name_plural': 'isi draf',
                    'constraints': [models.UniqueConstraint(fields=('draft', 'variant'), name='order_draft_line_once_per_variant'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='order_draft_line_not_empty')],
                },
            ),
            migrations.CreateModel(
                name='OrderHistory',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('status', 'Status'), ('return', 'Retur'), ('problem', 'Kendala'), ('edit', 'Perubahan'), ('delete', 'Dihapus'), ('refused_move', 'Kabar yang tidak cocok'), ('label', 'Label')], max_length=12, verbose_name='jenis')),
                    ('before', models.CharField(blank=True, max_length=20, verbose_name='sebelum')),
                    ('after', models.CharField(blank=True, max_length=20, verbose_name='sesudah')),
                    ('actor_label', models.CharField(max_length=200, verbose_name='oleh')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                    ('happened_at', models.DateTimeField(verbose_name='waktu')),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='orders.order')),
                ],
                options={
                    'verbose_name': 'riwayat pesanan',
                    'verbose_name_plural': 'riwayat pesanan',
                    'indexes': [models.Index(fields=['order', 'id'], name='order_history_by_order'), models.Index(condition=models.Q(('kind', 'status')), fields=['happened_at'], include=('after',), name='order_history_moves_by_day')],
                },
            ),
            migrations.CreateModel(
                name='OrderImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=120, verbose_name='berkas')),
                    ('total', models.PositiveIntegerField(verbose_name='pesanan')),
                    ('created_at', models.DateTimeField(db_index=True, default=komship.lib.clock.now, verbose_name='dibuat')),
                    ('job', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.job')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.partner')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'impor pesanan',
                    'verbose_name_plural': 'impor pesanan',
                    'indexes': [models.Index(fields=['partner', '-id'], name='order_import_recent')],
                },
            ),
            migrations.CreateModel(
                name='OrderImportRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('line', models.PositiveIntegerField(verbose_name='baris')),
                    ('lines', models.JSONField(default=list)),
                    ('request_key', models.CharField(max_length=200)),
                    ('name', models.CharField(blank=True, max_length=60, verbose_name='pembeli')),
                    ('state', models.CharField(choices=[('waiting', 'Belum diperiksa'), ('faulty', 'Perlu diperbaiki'), ('ready', 'Siap disimpan'), ('stored', 'Tersimpan'), ('known', 'Sudah ada')], default='waiting', max_length=10)),
                    ('faults', models.JSONField(default=list)),
                    ('place', models.CharField(blank=True, max_length=250, verbose_name='tujuan')),
                    ('is_place_guess', models.BooleanField(default=False)),
                    ('courier', models.CharField(blank=True, max_length=60, verbose_name='ekspedisi')),
                    ('is_cod', models.BooleanField(default=False)),
                    ('goods_rp', models.BigIntegerField(default=0)),
                    ('shipping_rp', models.BigIntegerField(default=0)),
                    ('total_rp', models.BigIntegerField(default=0)),
                    ('net_rp', models.BigIntegerField(default=0)),
                    ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.order')),
                    ('order_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='orders.orderimport')),
                ],
                options={
                    'verbose_name': 'pesanan dari berkas',
                    'verbose_name_plural': 'pesanan dari berkas',
                    'constraints': [models.UniqueConstraint(fields=('order_import', 'position'), name='order_import_row_position'), models.CheckConstraint(condition=models.Q(('order__isnull', False), models.Q(('state__in', ['stored', 'known']), _negated=True), _connector='OR'), name='order_import_row_stored_has_order')],
                },
            ),
            migrations.CreateModel(
                name='OrderLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('option_ref', models.BigIntegerField(blank=True, null=True, verbose_name='opsi')),
                    ('product_name', models.CharField(max_length=60, verbose_name='produk')),
                    ('variant_name', models.CharField(blank=True, max_length=120, verbose_name='varian')),
                    ('sku', models.CharField(blank=True, max_length=30, verbose_name='SKU')),
                    ('image_url', models.CharField(blank=True, max_length=300)),
                    ('price_rp', models.BigIntegerField(verbose_name='harga')),
                    ('quantity', models.PositiveIntegerField(verbose_name='jumlah')),
                    ('weight_g', models.PositiveIntegerField(verbose_name='berat (g)')),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.order')),
                    ('product', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.product')),
                    ('variant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='products.variant')),
                ],
                options={
                    'verbose_name': 'isi pesanan',
                    'verbose_name_plural': 'isi pesanan',
                    'indexes': [models.Index(fields=['product', 'order'], name='order_line_of_product')],
                    'constraints': [models.UniqueConstraint(fields=('order', 'variant'), name='order_line_once_per_variant'), models.CheckConstraint(condition=models.Q(('price_rp__gte', 0), ('quantity__gte', 1)), name='order_line_sane')],
                },
            ),
            migrations.CreateModel(
                name='OrderSheet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rows', models.JSONField(default=list)),
                    ('saved_at', models.DateTimeField(verbose_name='disimpan')),
                    ('partner', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.partner')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'lembar pesanan massal',
                    'verbose_name_plural': 'lembar pesanan massal',
                },
            ),
            migrations.CreateModel(
                name='ReturnCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('checked_at', models.DateTimeField(verbose_name='diperiksa')),
                    ('checked_by_label', models.CharField(max_length=200, verbose_name='diperiksa oleh')),
                    ('note', models.CharField(blank=True, max_length=300, verbose_name='catatan')),
                    ('ended_return', models.BooleanField(default=False, verbose_name='menandai retur sampai')),
                    ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='dibatalkan')),
                    ('undone_by_label', models.CharField(blank=True, max_length=200, verbose_name='dibatalkan oleh')),
                    ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='return_checks', to='orders.order')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partner')),
                ],
                options={
                    'verbose_name': 'pemeriksaan retur',
                    'verbose_name_plural': 'pemeriksaan retur',
                    'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('order',), name='return_check_one_in_force')],
                },
            ),
            migrations.CreateModel(
                name='ReturnCheckLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('good', models.PositiveIntegerField(verbose_name='baik')),
                    ('damaged', models.PositiveIntegerField(verbose_name='rusak')),
                    ('missing', models.PositiveIntegerField(verbose_name='hilang')),
                    ('check_row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='orders.returncheck')),
                    ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.orderline')),
                ],
                options={
                    'verbose_name': 'isi retur',
                    'verbose_name_plural': 'isi retur',
                    'constraints': [models.UniqueConstraint(fields=('check_row', 'line'), name='return_check_line_once')],
                },
            ),
            migrations.CreateModel(
                name='ReturnPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ImageField(max_length=120, upload_to='', verbose_name='foto')),
                    ('check_row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='orders.returncheck')),
                ],
                options={
                    'verbose_name': 'foto retur',
                    'verbose_name_plural': 'foto retur',
                },
            ),
            migrations.CreateModel(
                name='CartLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('quantity', models.PositiveIntegerField(verbose_name='jumlah')),
                    ('created_at', models.DateTimeField(verbose_name='dibuat')),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cart_lines', to='accounts.partner')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cart_lines', to=settings.AUTH_USER_MODEL)),
                    ('variant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cart_lines', to='products.variant')),
                ],
                options={
                    'verbose_name': 'isi keranjang',
                    'verbose_name_plural': 'isi keranjang',
                    'constraints': [models.UniqueConstraint(fields=('user', 'partner', 'variant'), name='cart_line_once_per_variant'), models.CheckConstraint(condition=models.Q(('quantity__gte', 1)), name='cart_line_not_empty')],
                },
            ),
            # Numbers are drawn from a sequence: they are unique for ever, whatever rolls back.
        ]),
        migrations.RunSQL(
            'CREATE SEQUENCE orders_order_number_seq AS bigint START 1', 'DROP SEQUENCE orders_order_number_seq'
        ),
    ]
