"""Uploaded pictures: from this machine's folder, or in a bucket."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils.module_loading import import_string

from komship.settings.base import STORAGES
from komship.settings.media import media_settings
from komship.settings.safety import refusals
from tests.platform.test_settings import SAFE, environment

BUCKET = {
    "S3_BUCKET": "komship",
    "S3_PRIVATE_BUCKET": "komship-private",
    "S3_ENDPOINT_URL": "https://s3.example.com",
    "S3_REGION": "ap-southeast-3",
    "S3_ACCESS_KEY_ID": "key",
    "S3_SECRET_ACCESS_KEY": "secret",
}


class FakeBucket(BaseHTTPRequestHandler):
    """As much of the storage's protocol as keeping and fetching files takes."""

    files: ClassVar[dict[str, bytes]] = {}

    def do_PUT(self) -> None:
        size = int(self.headers["Content-Length"])
        self.files[self.path.partition("?")[0]] = self.rfile.read(size)
        self._answer(200)

    def do_GET(self) -> None:
        found = self.files.get(self.path.partition("?")[0])
        self._answer(404 if found is None else 200, found or b"")

    def do_HEAD(self) -> None:
        self._answer(200 if self.path.partition("?")[0] in self.files else 404)

    def do_DELETE(self) -> None:
        self.files.pop(self.path.partition("?")[0], None)
        self._answer(204)

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Not to the terminal."""


@pytest.fixture
def bucket_url() -> Iterator[str]:
    FakeBucket.files.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeBucket)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_a_bucket_a_folder_of_this_machine() -> None:
    found = media_settings(environment(), STORAGES)

    assert found["MEDIA_URL"] == "/media/"
    assert found["STORAGES"]["default"]["BACKEND"].endswith("FileSystemStorage")
    assert "CONTENT_SECURITY_POLICY" not in found


@pytest.mark.parametrize(
    ("public", "url", "origin"),
    [
        ("", "https://s3.example.com/komship/a/b.jpg", "https://s3.example.com"),
        ("https://cdn.example.com", "https://cdn.example.com/a/b.jpg", "https://cdn.example.com"),
    ],
)
def test_addresses_in_a_bucket_are_plain_and_allowed(public: str, url: str, origin: str) -> None:
    found = media_settings(environment(**BUCKET, S3_PUBLIC_URL=public), STORAGES)
    wanted = found["STORAGES"]["default"]

    storage = import_string(wanted["BACKEND"])(**wanted["OPTIONS"])

    assert storage.url("a/b.jpg") == url
    assert origin in found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"]
    assert found["STORAGES"]["staticfiles"] == STORAGES["staticfiles"]


def test_files_go_into_the_bucket_and_out_of_it(bucket_url: str) -> None:
    values = BUCKET | {"S3_ENDPOINT_URL": bucket_url}
    wanted = media_settings(environment(**values), STORAGES)["STORAGES"]["default"]
    storage = import_string(wanted["BACKEND"])(**wanted["OPTIONS"])

    name = storage.save("products/a.jpg", ContentFile(b"picture"))

    assert list(FakeBucket.files) == ["/komship/products/a.jpg"]
    with storage.open(name) as file:
        assert file.read() == b"picture"
    storage.delete(name)
    storage.delete(name)
    assert FakeBucket.files == {}


def test_private_files_lie_outside_of_what_is_served() -> None:
    found = media_settings(environment(), STORAGES)
    folder = found["STORAGES"]["private"]["OPTIONS"]["location"]

    assert not folder.is_relative_to(found["MEDIA_ROOT"])


def test_private_files_have_a_bucket_of_their_own(bucket_url: str) -> None:
    values = BUCKET | {"S3_ENDPOINT_URL": bucket_url}
    wanted = media_settings(environment(**values), STORAGES)["STORAGES"]["private"]
    storage = import_string(wanted["BACKEND"])(**wanted["OPTIONS"])

    name = storage.save("jobs/1/abc", ContentFile(b"names"))

    assert list(FakeBucket.files) == ["/komship-private/jobs/1/abc"]
    assert "Signature=" in storage.url(name)


@pytest.mark.parametrize("private", ["", "komship"])
def test_production_refuses_a_bucket_that_others_read(private: str) -> None:
    changed = environment(S3_BUCKET="komship", S3_PRIVATE_BUCKET=private)

    assert len(refusals(changed)) == len(refusals(environment())) + 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SERVICE_KEY", "short"),
        ("S3_ENDPOINT_URL", "http://s3.example.com"),
        ("S3_PUBLIC_URL", "http://cdn.example.com"),
    ],
)
def test_production_refuses_what_others_could_read(name: str, value: str) -> None:
    assert len(refusals(environment(**{name: value}))) == len(refusals(environment())) + 1
    assert SAFE.get(name) is None


def test_pictures_are_served_for_ever() -> None:
    default_storage.save("products/serve-me.jpg", ContentFile(b"picture"))

    answer = Client().get("/media/products/serve-me.jpg")

    assert b"".join(answer) == b"picture"
    assert answer["Content-Type"] == "image/jpeg"
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "path", ["products/none.jpg", "../settings.py", "products/../../x.jpg", "x.svg", "x.html", "products/"]
)
def test_nothing_else_is(path: str) -> None:
    default_storage.save("x.svg", ContentFile(b"<svg/>"))

    assert Client().get(f"/media/{path}").status_code == 404
