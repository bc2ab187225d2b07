"""One HTTP operation in one version: authenticate, validate, perform, answer in the envelope."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework import exceptions
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from komship.api import inputs
from komship.api.envelope import Answer, failure, json_response, render
from komship.api.errors import answer_for, waiting_s
from komship.api.throttling import PerUser
from komship.core import idempotency
from komship.lib.errors import DomainError

KEY_HEADER = "Idempotency-Key"


class Endpoint(APIView):
    """Base of all operations. A subclass declares its input and overrides `perform`.

    `perform` gets the path parameters and the validated input as keywords and returns the value of
    `data` (None leaves the key out) or an `Answer`. Another version of an operation is a subclass
    with another `input`; there is never an `if version`.
    """

    input: ClassVar[type[BaseSerializer[Any]] | None] = None
    input_is_list: ClassVar[bool] = False
    message: ClassVar[str | None] = None
    # Exact texts and answers that clients branch on, by the code of the refusal.
    error_texts: ClassVar[Mapping[str, str]] = {}
    error_answers: ClassVar[Mapping[str, Answer]] = {}
    # The use-case recognises the Idempotency-Key itself, so a call that died may be run again.
    key_reaches_service: ClassVar[bool] = False
    hidden_path_names: ClassVar[frozenset[str]] = frozenset()

    parser_classes = (JSONParser, FormParser, MultiPartParser)
    renderer_classes = (JSONRenderer,)
    permission_classes: tuple[type[BasePermission], ...] = (IsAuthenticated,)
    throttle_classes: tuple[type[BaseThrottle], ...] = (PerUser,)

    idempotency_key: str | None = None

    def perform(self, *args: Any, **data: Any) -> Any:
        raise NotImplementedError

    def prepare(self) -> None:
        """Hook between authentication and validation, e.g. to resolve whom the caller serves."""

    def raw_input(self) -> Any:
        """What the client sent, before validation."""
        return inputs.merged_input(self.request)

    def get(self, request: Request, **path: Any) -> HttpResponseBase:
        return self._handle(request, path)

    def post(self, request: Request, **path: Any) -> HttpResponseBase:
        key = request.headers.get(KEY_HEADER)
        if key is None or not request.user.is_authenticated:
            return self._handle(request, path)
        return self._handle_once(request, path, key)

    def put(self, request: Request, **path: Any) -> HttpResponseBase:
        return self._handle(request, path)

    def patch(self, request: Request, **path: Any) -> HttpResponseBase:
        return self._handle(request, path)

    def delete(self, request: Request, **path: Any) -> HttpResponseBase:
        return self._handle(request, path)

    def _handle(self, request: Request, path: Mapping[str, Any]) -> HttpResponse:
        return render(self._answer(request, path))

    def _handle_once(self, request: Request, path: Mapping[str, Any], key: str) -> HttpResponse:
        call = idempotency.begin(
            user_id=request.user.pk or 0,
            key=key,
            route=f"{request.method} {request.path}",
            body=_raw_body(request),
            resumable=self.key_reaches_service,
        )
        if call.replay is not None:
            return json_response(call.replay.body, status=call.replay.status)
        self.idempotency_key = key
        try:
            answer = self._answer(request, path)
        except Exception as error:
            answer = self._refusal(error)
        idempotency.finish(call.call_id, status=answer.http_status, body=answer.body())
        return render(answer)

    def _answer(self, request: Request, path: Mapping[str, Any]) -> Answer:
        self.prepare()
        shown = {name: value for name, value in path.items() if name not in self.hidden_path_names}
        result = self.perform(**shown, **self._validated())
        if isinstance(result, Answer):
            return result
        if result is None and self.message is not None:
            return Answer(message=self.message)
        return Answer(data=result, message=self.message)

    def _validated(self) -> dict[str, Any]:
        if self.input is None:
            return {}
        raw = self.raw_input()
        if self.input_is_list:
            if not isinstance(raw, list):
                raise exceptions.ValidationError({"body": ["Kirim sebuah daftar."]})
            rows = self.input(data=raw, many=True)
            rows.is_valid(raise_exception=True)
            return {"rows": rows.validated_data}
        if not isinstance(raw, dict):
            raise exceptions.ValidationError({"body": ["Kirim sebuah objek."]})
        serializer = self.input(data=raw, context={"endpoint": self})
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def _refusal(self, error: Exception) -> Answer:
        if isinstance(error, DomainError):
            if error.code in self.error_answers:
                return self.error_answers[error.code]
            if error.code in self.error_texts:
                return failure(400, self.error_texts[error.code])
        return answer_for(error)

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]
        response = render(self._refusal(exc))
        if isinstance(exc, exceptions.Throttled):
            response["Retry-After"] = str(waiting_s(exc))
        return response

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return render(failure(405, "Metode ini tidak didukung di sini."))


def _raw_body(request: Request) -> bytes:
    """The body as sent; form fields are spelled out, because their stream is read already."""
    if request.content_type.startswith("multipart/") if request.content_type else False:
        fields = sorted((name, values) for name, values in request.POST.lists())
        files = sorted((name, file.size) for name, file in request.FILES.items())
        return repr((fields, files)).encode()
    return bytes(request._request.body)
