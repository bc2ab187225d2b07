from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.errors import PinLocked, PinNotSet
from accounts.selectors.pin import has_pin
from accounts.services import change_pin, check_pin, set_pin
from komship.api.envelope import Answer


class PinField(serializers.Field[str, Any, str, Any]):
    """Six digits. A JSON number has lost its leading zeros; they are put back."""

    default_error_messages = {"invalid": "PIN harus 6 angka."}

    def to_internal_value(self, data: Any) -> str:
        if isinstance(data, int) and not isinstance(data, bool):
            data = f"{data:06d}"
        text = data.strip() if isinstance(data, str) else ""
        if len(text) != 6 or not (text.isascii() and text.isdigit()):
            self.fail("invalid")
        return text

    def to_representation(self, value: str) -> str:
        raise NotImplementedError("a PIN is never shown")


class PinInput(serializers.Serializer[Any]):
    pin = PinField()


class PinIsSet(SignedInEndpoint):
    def perform(self) -> dict[str, bool]:
        return {"is_set": has_pin(self.user.pk)}


class PinStore(SignedInEndpoint):
    """The first PIN; later ones go through the change."""

    input = PinInput
    message = "PIN stored successfully"

    def perform(self, *, pin: str) -> None:
        set_pin(self.user.pk, pin, actor=self.actor)


class PinAuth(SignedInEndpoint):
    """A wrong or locked PIN is an answer under HTTP 200: `is_match` false."""

    input = PinInput

    def perform(self, *, pin: str) -> Answer:
        try:
            found = check_pin(self.user.pk, pin)
        except (PinLocked, PinNotSet) as refused:
            return Answer(data={"is_match": False}, message=refused.message)
        return Answer(data={"is_match": found.is_match})


class PinUpdate(SignedInEndpoint):
    """Sends the new PIN only: the old one was confirmed a moment ago."""

    input = PinInput
    message = "PIN updated successfully"

    def perform(self, *, pin: str) -> None:
        change_pin(self.user.pk, pin, actor=self.actor)
