"""Pictures of products, sent as multipart field `image_path`."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.states import Right
from komship.api.envelope import Answer
from komship.api.fields import IdField
from komship.lib.errors import InvalidInput
from products.api.catalogue_endpoint import CatalogueEndpoint, in_contract_words
from products.pictures import MOST_BYTES
from products.selectors import image_url
from products.services import add_practice_image, add_product_image, keep_loose_picture


class PictureField(serializers.Field[bytes, Any, Any, Any]):
    """A file; at most 2 MB of JPG or PNG, at least 300 x 300 pixels."""

    default_error_messages = {"required": _("Pilih foto dulu."), "invalid": _("Kirim foto sebagai berkas.")}

    def to_internal_value(self, data: Any) -> bytes:
        if not isinstance(data, UploadedFile):
            self.fail("invalid")
        # One byte more than is taken, so that what is too big is refused without reading it all.
        return bytes(data.read(MOST_BYTES + 1))


class LoosePictureInput(serializers.Serializer[Any]):
    image_path = PictureField()


class PictureInput(LoosePictureInput):
    product_id = IdField()


class ImageEndpoint(CatalogueEndpoint):
    """An operation that takes a picture."""

    can_rehearse = False
    right = Right.PRODUCT_EDIT
    input = PictureInput
    message = "product image uploaded successfully."

    def perform(self, *, product_id: int, image_path: bytes) -> Answer:
        try:
            name = self.store(product_id, image_path)
        except InvalidInput as refused:
            raise in_contract_words(refused) from refused
        url = self.absolute(image_url(name))
        return Answer(data={"product_id": product_id, "images_path": url}, message=self.message)

    def store(self, product_id: int, content: bytes) -> str:
        """Keep the picture; returns its storage name."""
        raise NotImplementedError


class ImageUpload(ImageEndpoint):
    """A picture for a product, after those it has."""

    def store(self, product_id: int, content: bytes) -> str:
        image = add_product_image(
            self.access.partner_id, product_id=product_id, content=content, actor=self.actor
        )
        return image.file.name or ""


class ImageReplace(ImageEndpoint):
    """A picture instead of the product's first one."""

    message = "product image updated successfully."

    def store(self, product_id: int, content: bytes) -> str:
        image = add_product_image(
            self.access.partner_id, product_id=product_id, content=content, instead=True, actor=self.actor
        )
        return image.file.name or ""


class PracticeImage(ImageEndpoint):
    """The picture of the practice product."""

    right = Right.PRODUCT_CREATE

    def store(self, product_id: int, content: bytes) -> str:
        image = add_practice_image(
            self.access.partner_id, product_id=product_id, content=content, actor=self.actor
        )
        return image.file.name or ""


class LooseImage(CatalogueEndpoint):
    """A picture sent before its product; creating a product with `image_id` takes it over within a day."""

    can_rehearse = False
    right = Right.PRODUCT_CREATE
    input = LoosePictureInput
    message = "image uploaded successfully."

    def perform(self, *, image_path: bytes) -> Answer:
        try:
            picture = keep_loose_picture(self.access.partner_id, content=image_path)
        except InvalidInput as refused:
            raise in_contract_words(refused) from refused
        data = {"image_id": picture.pk, "images_path": self.absolute(image_url(picture.file))}
        return Answer(data=data, message=self.message)
