"""A small API of its own: operations that echo, refuse and break, mounted below /t/."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SignedInEndpoint
from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer
from komship.api.fields import BlankAsNone, IdField, IdListField, RupiahField
from komship.api.routing import row
from komship.api.unknown import unknown_operation as unknown_operation
from komship.lib.errors import Conflict, InvalidInput, NotFound


class Open(Endpoint):
    authentication_classes = ()
    permission_classes = ()


class Echo(Open):
    """Answers with what it understood."""

    def perform(self, **path: Any) -> Any:
        return {"method": self.request.method, "input": self.raw_input(), "path": path}


class HidesItsPath(Echo):
    hidden_path_names = frozenset({"partner_id"})


class ValuesInput(serializers.Serializer[Any]):
    id = IdField(required=False)
    amount = RupiahField(required=False)
    bank = BlankAsNone(max_length=5)
    ids = IdListField(required=False)


class Values(Open):
    input = ValuesInput

    def perform(self, **data: Any) -> Any:
        return data


class ManyValues(Open):
    input = ValuesInput
    input_is_list = True

    def perform(self, *, rows: list[dict[str, Any]]) -> int:
        return len(rows)


class Silent(Open):
    message = "Done"

    def perform(self) -> None:
        return None


class Special(Open):
    def perform(self) -> Answer:
        return Answer(data=[1], code=1001, status=True, extra={"meta": {"a": 1}})


class Refuse(Open):
    """Raises the error its test put there."""

    error: Exception = NotFound("Tidak ada.")
    error_texts = {"conflict": "the exact text"}
    error_answers = {"stale_state": Answer(status="failed", code=1006, message="Poor")}

    def perform(self) -> None:
        raise self.error


class Counted(SignedInEndpoint):
    """Counts how often it really runs."""

    runs = 0
    fails_with: Exception | None = None

    def perform(self) -> Any:
        type(self).runs += 1
        if self.fails_with is not None:
            raise self.fails_with
        return {"run": self.runs, "key": self.idempotency_key}


class CountedResumable(Counted):
    runs = 0
    key_reaches_service = True


class Taken(Conflict):
    code = "taken"


def invalid() -> InvalidInput:
    return InvalidInput(fields={"name": ["Isi nama."]})


urlpatterns = [
    row("t/echo", get=Echo, post=Echo, put=Echo, delete=Echo, patch=Echo),
    row("t/posted", post=Echo),
    row("t/hidden/<int:partner_id>/<int:order_id>", get=HidesItsPath),
    row("t/values", get=Values, post=Values),
    row("t/many", post=ManyValues),
    row("t/silent", post=Silent),
    row("t/special", get=Special),
    row("t/refuse", post=Refuse),
    row("t/counted", post=Counted),
    row("t/resumable", post=CountedResumable),
]
