"""Where files lie: buckets when the environment names them, else folders of this machine.

Uploaded pictures are public. What jobs make for one seller is private and leaves by a page of ours only.
"""

from typing import Any
from urllib.parse import urlsplit

from komship.security import STRICT
from komship.settings.environment import Environment

LOCAL_URL = "/media/"
BUCKET = "storages.backends.s3.S3Storage"
FOLDER: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def media_settings(environment: Environment, storages: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """`storages` with the place of uploads, and a policy under which browsers may load them."""
    storages = {**storages, "private": _private(environment)}
    common = {
        "MEDIA_ROOT": environment.data_dir / "media",
        # Servers of ours that report stock show this; empty closes those operations.
        "SERVICE_KEY": environment.service_key,
    }
    if not environment.s3_bucket:
        return {**common, "STORAGES": {**storages, "default": FOLDER}, "MEDIA_URL": LOCAL_URL}
    public = _public_url(environment)
    return {
        **common,
        "STORAGES": {**storages, "default": _bucket(environment, public)},
        "MEDIA_URL": f"{public}/",
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {**STRICT, "img-src": [*STRICT["img-src"], _origin(public)]}
        },
    }


def _public_url(environment: Environment) -> str:
    """What browsers load from: its own address, else the bucket under the endpoint."""
    if environment.s3_public_url:
        return environment.s3_public_url
    if environment.s3_endpoint_url:
        return f"{environment.s3_endpoint_url}/{environment.s3_bucket}"
    return f"https://{environment.s3_bucket}.s3.amazonaws.com"


def _private(environment: Environment) -> dict[str, Any]:
    """A bucket of its own, since the other lets everybody read; else a folder nothing is served from."""
    if not environment.s3_private_bucket:
        return {**FOLDER, "OPTIONS": {"location": environment.data_dir / "private"}}
    options = {**_connection(environment), "bucket_name": environment.s3_private_bucket}
    return {"BACKEND": BUCKET, "OPTIONS": {**options, "default_acl": "private", "file_overwrite": False}}


def _connection(environment: Environment) -> dict[str, Any]:
    return {
        "endpoint_url": environment.s3_endpoint_url or None,
        "region_name": environment.s3_region or None,
        # Without keys the machine's own role is asked.
        "access_key": environment.s3_access_key_id or None,
        "secret_key": environment.s3_secret_access_key or None,
    }


def _bucket(environment: Environment, public: str) -> dict[str, Any]:
    parts = urlsplit(public)
    return {
        "BACKEND": BUCKET,
        "OPTIONS": {
            **_connection(environment),
            "bucket_name": environment.s3_bucket,
            # Addresses are plain and lasting; the bucket lets everybody read, and names are random.
            "querystring_auth": False,
            "custom_domain": parts.netloc + parts.path,
            "url_protocol": f"{parts.scheme}:",
            "file_overwrite": False,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
