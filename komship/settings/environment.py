"""The environment, read once into one typed, frozen value. Nothing else reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


@dataclass(frozen=True)
class Environment:
    """Empty text means "not set". Base URLs are scheme, host and port only."""

    database_url: str
    redis_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    cors_allowed_origins: tuple[str, ...]
    csrf_trusted_origins: tuple[str, ...]
    jne_base_url: str
    jne_booking_base_url: str
    jne_username: str
    jne_api_key: str
    jne_cust_no: str
    shipper_base_url: str
    shipper_api_key: str
    kiriminaja_base_url: str
    kiriminaja_token: str
    bank_lookup_base_url: str
    bank_lookup_token: str
    payment_base_url: str
    payment_secret_key: str
    payment_callback_token: str
    whatsapp_base_url: str
    whatsapp_token: str
    whatsapp_sender: str
    whatsapp_code_template: str
    email_url: str
    email_from: str
    public_url: str
    service_key: str
    s3_bucket: str
    s3_private_bucket: str
    s3_endpoint_url: str
    s3_region: str
    s3_access_key_id: str
    s3_secret_access_key: str
    s3_public_url: str
    booking_timeout_s: float
    booking_resolve_after_s: int
    port: int
    sandbox_port: int
    data_dir: Path
    database_pool_size: int
    language: str
    log_level: str
    debug: bool
    collecting_static: bool

    @property
    def has_courier_credentials(self) -> bool:
        return bool(self.jne_username and self.jne_api_key)

    @property
    def has_sandboxed_shipper(self) -> bool:
        """The sandbox stands in for Shipper only where it stands in for JNE."""
        is_sandbox = not self.has_courier_credentials and self.jne_base_url in ("", self.sandbox_url)
        return is_sandbox and not self.shipper_api_key

    @property
    def has_whatsapp_credentials(self) -> bool:
        return bool(self.whatsapp_base_url and self.whatsapp_token and self.whatsapp_sender)

    @property
    def sandbox_url(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"


def read_environment(values: Mapping[str, str], *, data_dir: str = ".data") -> Environment:
    """Read every name the project knows; `data_dir` is the default for DATA_DIR, relative to the root."""

    def get(name: str, default: str = "") -> str:
        return values.get(name, "").strip() or default

    return Environment(
        database_url=get("DATABASE_URL"),
        redis_url=get("REDIS_URL"),
        secret_key=get("SECRET_KEY"),
        allowed_hosts=_words(get("ALLOWED_HOSTS")),
        cors_allowed_origins=_words(get("CORS_ALLOWED_ORIGINS")),
        csrf_trusted_origins=_words(get("CSRF_TRUSTED_ORIGINS")),
        jne_base_url=get("JNE_BASE_URL").rstrip("/"),
        jne_booking_base_url=get("JNE_BOOKING_BASE_URL", get("JNE_BASE_URL")).rstrip("/"),
        jne_username=get("JNE_USERNAME"),
        jne_api_key=get("JNE_API_KEY"),
        jne_cust_no=get("JNE_CUST_NO"),
        shipper_base_url=get("SHIPPER_BASE_URL").rstrip("/"),
        shipper_api_key=get("SHIPPER_API_KEY"),
        kiriminaja_base_url=get("KIRIMINAJA_BASE_URL").rstrip("/"),
        kiriminaja_token=get("KIRIMINAJA_TOKEN"),
        bank_lookup_base_url=get("BANK_LOOKUP_BASE_URL").rstrip("/"),
        bank_lookup_token=get("BANK_LOOKUP_TOKEN"),
        payment_base_url=get("PAYMENT_BASE_URL").rstrip("/"),
        payment_secret_key=get("PAYMENT_SECRET_KEY"),
        payment_callback_token=get("PAYMENT_CALLBACK_TOKEN"),
        whatsapp_base_url=get("WHATSAPP_BASE_URL").rstrip("/"),
        whatsapp_token=get("WHATSAPP_TOKEN"),
        whatsapp_sender=get("WHATSAPP_SENDER"),
        whatsapp_code_template=get("WHATSAPP_CODE_TEMPLATE", "komship_code"),
        email_url=get("EMAIL_URL"),
        email_from=get("EMAIL_FROM", "Komship <noreply@localhost>"),
        public_url=get("PUBLIC_URL").rstrip("/"),
        service_key=get("SERVICE_KEY"),
        s3_bucket=get("S3_BUCKET"),
        s3_private_bucket=get("S3_PRIVATE_BUCKET"),
        s3_endpoint_url=get("S3_ENDPOINT_URL").rstrip("/"),
        s3_region=get("S3_REGION"),
        s3_access_key_id=get("S3_ACCESS_KEY_ID"),
        s3_secret_access_key=get("S3_SECRET_ACCESS_KEY"),
        s3_public_url=get("S3_PUBLIC_URL").rstrip("/"),
        booking_timeout_s=float(get("BOOKING_TIMEOUT_S", "20")),
        booking_resolve_after_s=int(get("BOOKING_RESOLVE_AFTER_S", "60")),
        port=int(get("PORT", "8000")),
        sandbox_port=int(get("SANDBOX_PORT", "8765")),
        data_dir=ROOT / get("DATA_DIR", data_dir),
        database_pool_size=int(get("DATABASE_POOL_SIZE", "10")),
        language=get("KOMSHIP_LANGUAGE", "id"),
        log_level=get("LOG_LEVEL", "INFO"),
        debug=get("DEBUG") == "1",
        collecting_static=get("KOMSHIP_COLLECTING") == "1",
    )


def current(*, data_dir: str = ".data") -> Environment:
    return read_environment(os.environ, data_dir=data_dir)
