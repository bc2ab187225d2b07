"""One product with everything an editor needs."""

from dataclasses import dataclass

from products.errors import ProductNotFound, VariantNotFound
from products.models import Product, ProductImage
from products.pictures import MEDIUM
from products.selectors._images import image_url
from products.selectors._options import AxisRow, axes_by_product
from products.selectors._variants import VariantRow, variant_rows


@dataclass(frozen=True, slots=True)
class ImageRow:
    image_id: int
    url: str
    medium_url: str


@dataclass(frozen=True, slots=True)
class ProductDetail:
    product: Product
    images: list[ImageRow]
    axes: list[AxisRow]
    variants: list[VariantRow]

    @property
    def image_urls(self) -> list[str]:
        return [image.url for image in self.images]

    @property
    def plain(self) -> VariantRow | None:
        """The only variant of a product without variants."""
        return None if self.product.has_variants or not self.variants else self.variants[0]

    @property
    def sold(self) -> int:
        return sum(row.sold for row in self.variants)


def product_detail(partner_id: int, product_id: int) -> ProductDetail:
    """The partner's live product, drafts included; four queries. Raises ProductNotFound."""
    product = (
        Product.objects.for_partner(partner_id)
        .live()
        .prefetch_related("images")
        .filter(pk=product_id)
        .first()
    )
    if product is None:
        raise ProductNotFound
    return ProductDetail(
        product=product,
        images=[_image_row(image) for image in product.images.all()],
        axes=axes_by_product([product.pk]).get(product.pk, []),
        variants=variant_rows([product.pk]).get(product.pk, []),
    )


def _image_row(image: ProductImage) -> ImageRow:
    name = image.file.name
    return ImageRow(image.pk, image_url(name), image_url(name, MEDIUM))


def variant_by_name(detail: ProductDetail, name: str) -> VariantRow:
    """The variant whose option names, joined by commas, are `name`. Raises VariantNotFound.

    Blanks around the commas and letter case do not matter; option names may hold commas themselves.
    """
    wanted = _folded(name)
    for row in detail.variants:
        if row.name and _folded(row.name) == wanted:
            return row
    raise VariantNotFound


def _folded(name: str) -> str:
    return ",".join(part.strip() for part in name.split(",")).casefold()
