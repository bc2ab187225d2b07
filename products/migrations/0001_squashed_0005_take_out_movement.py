import django.db.models.deletion
import django.db.models.functions.text
import komship.lib.clock
from django.conf import settings
from django.db import migrations, models
from komship.lib.create_models import CreateModels


class Migration(migrations.Migration):

    replaces = [('products', '0001_initial'), ('products', '0003_exact_option_names'), ('products', '0004_pictures_practice_imports'), ('products', '0005_take_out_movement')]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0007_api_keys'),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='LoosePicture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.CharField(max_length=200)),
                    ('created_at', models.DateTimeField(db_index=True, default=komship.lib.clock.now, editable=False)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.partner')),
                ],
            ),
            migrations.CreateModel(
                name='Product',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('sku', models.CharField(blank=True, max_length=10)),
                    ('description', models.CharField(blank=True, max_length=300)),
                    ('is_published', models.BooleanField(default=True)),
                    ('has_variants', models.BooleanField(default=False)),
                    ('weight_g', models.PositiveIntegerField()),
                    ('length_cm', models.PositiveIntegerField(default=0)),
                    ('width_cm', models.PositiveIntegerField(default=0)),
                    ('height_cm', models.PositiveIntegerField(default=0)),
                    ('allows_cod', models.BooleanField(default=True)),
                    ('allows_bank_transfer', models.BooleanField(default=True)),
                    ('created_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('updated_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('is_practice', models.BooleanField(default=False, editable=False)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='accounts.partner')),
                ],
                options={
                    'verbose_name': 'produk',
                    'verbose_name_plural': 'produk',
                    'indexes': [models.Index(models.F('partner'), models.OrderBy(models.F('updated_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('deleted_at__isnull', True)), name='product_recent')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('weight_g__gte', 1)), name='product_weighs_something'), models.UniqueConstraint(models.F('partner'), django.db.models.functions.text.Lower('name'), condition=models.Q(('deleted_at__isnull', True)), name='product_name_unique_while_live'), models.UniqueConstraint(models.F('partner'), django.db.models.functions.text.Lower('sku'), condition=models.Q(('deleted_at__isnull', True), models.Q(('sku', ''), _negated=True)), name='product_sku_unique_while_live'), models.CheckConstraint(condition=models.Q(('is_practice', False), ('deleted_at__isnull', False), _connector='OR'), name='product_practice_is_never_live'), models.UniqueConstraint(condition=models.Q(('is_practice', True)), fields=('partner',), name='product_practice_once_per_partner')],
                },
            ),
            migrations.CreateModel(
                name='ProductImage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ImageField(max_length=200, upload_to='products/%Y/%m/')),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('created_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='images', to='products.product')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('product', 'position'), name='product_image_position_unique')],
                },
            ),
            migrations.CreateModel(
                name='ProductImport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=120)),
                    ('stage', models.CharField(choices=[('faulty', 'Ada kesalahan'), ('ready', 'Siap diimpor'), ('running', 'Sedang diimpor'), ('done', 'Selesai')], max_length=10)),
                    ('rows', models.JSONField(default=list)),
                    ('faults', models.JSONField(default=list)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('handled', models.PositiveIntegerField(default=0)),
                    ('added', models.PositiveIntegerField(default=0)),
                    ('changed', models.PositiveIntegerField(default=0)),
                    ('created_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('finished_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.partner')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'impor produk',
                    'verbose_name_plural': 'impor produk',
                    'indexes': [models.Index(models.F('partner'), models.OrderBy(models.F('id'), descending=True), name='product_import_recent')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('stage', 'running')), fields=('partner',), name='product_import_one_at_a_time'), models.CheckConstraint(condition=models.Q(('handled__lte', models.F('total'))), name='product_import_handles_its_rows')],
                },
            ),
            migrations.CreateModel(
                name='Stock',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on_hand', models.IntegerField(default=0)),
                    ('reserved', models.IntegerField(default=0)),
                    ('sold', models.IntegerField(default=0)),
                    ('warehouse', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stocks', to='accounts.warehouse')),
                ],
                options={
                    'verbose_name': 'stok',
                    'verbose_name_plural': 'stok',
                    'constraints': [models.CheckConstraint(condition=models.Q(('on_hand__gte', 0)), name='stock_on_hand_not_negative'), models.CheckConstraint(condition=models.Q(('reserved__gte', 0)), name='stock_reserved_not_negative'), models.CheckConstraint(condition=models.Q(('reserved__lte', models.F('on_hand'))), name='stock_reserved_is_on_hand'), models.CheckConstraint(condition=models.Q(('sold__gte', 0)), name='stock_sold_not_negative')],
                },
            ),
            migrations.CreateModel(
                name='StockMovement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('reserve', 'Dipesan'), ('release', 'Batal dipesan'), ('consume', 'Dikirim'), ('put_back', 'Kembali ke gudang'), ('take_out', 'Keluar lagi'), ('adjust', 'Penyesuaian')], max_length=10)),
                    ('quantity', models.IntegerField()),
                    ('reference', models.CharField(db_index=True, max_length=64)),
                    ('created_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('stock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='products.stock')),
                ],
                options={
                    'verbose_name': 'mutasi stok',
                    'verbose_name_plural': 'mutasi stok',
                    'indexes': [models.Index(models.F('stock'), models.F('created_at'), condition=models.Q(('kind', 'consume')), name='stock_movement_sold')],
                    'constraints': [models.UniqueConstraint(fields=('stock', 'kind', 'reference'), name='stock_movement_once'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0), models.Q(('kind', 'adjust'), models.Q(('quantity', 0), _negated=True)), _connector='OR'), name='stock_movement_quantity_makes_sense')],
                },
            ),
            migrations.CreateModel(
                name='Variant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(blank=True, max_length=94)),
                    ('sku', models.CharField(blank=True, max_length=20)),
                    ('price_rp', models.BigIntegerField()),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='variants', to='products.product')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('price_rp__gte', 0)), name='variant_price_not_negative')],
                },
            ),
            migrations.CreateModel(
                name='VariantAxis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=30)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('product', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='axes', to='products.product')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('product', 'position'), name='variant_axis_position_unique'), models.CheckConstraint(condition=models.Q(('position__lte', 2)), name='variant_axis_at_most_three')],
                },
            ),
            migrations.CreateModel(
                name='VariantOption',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=30)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('created_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('updated_at', models.DateTimeField(default=komship.lib.clock.now, editable=False)),
                    ('retired_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('axis', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='products.variantaxis')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='products.variantoption')),
                ],
                options={
                    'ordering': ['position', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('axis', 'parent', 'name'), name='variant_option_name_unique', nulls_distinct=False)],
                },
            ),
        ]),
        migrations.AddField(
            model_name='stock',
            name='variant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stocks', to='products.variant'),
        ),
        migrations.AddField(
            model_name='variant',
            name='option',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='variant', to='products.variantoption'),
        ),
        migrations.AddConstraint(
            model_name='stock',
            constraint=models.UniqueConstraint(fields=('variant', 'warehouse'), name='stock_once_per_variant_and_warehouse'),
        ),
        migrations.AddConstraint(
            model_name='variant',
            constraint=models.UniqueConstraint(condition=models.Q(('option__isnull', True)), fields=('product',), name='variant_plain_once_per_product'),
        ),
    ]
