"""From refusals to HTTP. Only this module knows which status a refusal has."""

import logging
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions

from komship.api.envelope import Answer, failure
from komship.lib.errors import DomainError, InvalidInput

logger = logging.getLogger(__name__)

UNAUTHENTICATED = "Unauthenticated."


def answer_for(error: Exception) -> Answer:
    """The envelope of any exception; what nobody foresaw becomes a 500 and is logged whole.

    HTTP 403 is never used: the web client leaves its page on it, so refusals of access are 400.
    """
    if isinstance(error, DomainError):
        return _domain_answer(error)
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        return failure(401, UNAUTHENTICATED)
    if isinstance(error, exceptions.ValidationError):
        errors = _flat(error.detail)
        return failure(400, next(iter(errors.values()))[0], errors=errors)
    if isinstance(error, Http404):
        return failure(404, "Data tidak ditemukan.")
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return failure(400, "Kamu tidak punya akses untuk ini.")
    if isinstance(error, exceptions.APIException):
        return _api_answer(error)
    if isinstance(error, BadRequest | SuspiciousOperation):
        return unreadable(error)
    logger.error("unexpected error in the API", exc_info=error)
    return failure(500, "Terjadi kesalahan di server. Coba lagi sebentar.")


def unreadable(error: Exception) -> Answer:
    """The refusal of a request that Django itself would not read."""
    if isinstance(error, RequestDataTooBig):
        return failure(413, "Permintaan terlalu besar.")
    return failure(400, "Isi permintaan tidak bisa dibaca.")


def waiting_s(error: exceptions.Throttled) -> int:
    """After how many seconds the caller may try again."""
    return int(getattr(error, "wait", None) or 1)


def _api_answer(error: exceptions.APIException) -> Answer:
    if isinstance(error, exceptions.Throttled):
        return failure(429, f"Terlalu banyak permintaan. Coba lagi {waiting_s(error)} detik lagi.")
    return failure(error.status_code, str(error.detail))


def _domain_answer(error: DomainError) -> Answer:
    errors = error.fields if isinstance(error, InvalidInput) else None
    message = error.message
    if not message and errors:
        message = next(iter(errors.values()))[0]
    return failure(400, message or "Permintaan tidak bisa diproses.", errors=errors)


def _flat(detail: Any, name: str = "") -> dict[str, list[str]]:
    """Nested validation messages as `path.to.field` -> messages."""
    if isinstance(detail, dict):
        pairs = [(f"{name}.{key}" if name else str(key), value) for key, value in detail.items()]
    elif isinstance(detail, list) and any(isinstance(item, dict) for item in detail):
        pairs = [(f"{name}.{index}", item) for index, item in enumerate(detail) if item]
    else:
        texts = detail if isinstance(detail, list) else [detail]
        return {name or "non_field_errors": [str(text) for text in texts]}
    merged: dict[str, list[str]] = {}
    for key, value in pairs:
        merged.update(_flat(value, key))
    return merged
