"""What production refuses to start with."""

from komship.settings.environment import Environment


def refusals(environment: Environment) -> list[str]:
    """Why this environment must not serve sellers; empty when it may."""
    checks = {
        "SECRET_KEY must be set, 50 characters or more, and not the development key": (
            len(environment.secret_key) < 50 or environment.secret_key.startswith("development-only")
        ),
        "DEBUG must not be set": environment.debug,
        "ALLOWED_HOSTS must name the hosts served, not *": (
            not environment.allowed_hosts or "*" in environment.allowed_hosts
        ),
        "CORS_ALLOWED_ORIGINS must name origins, not *": "*" in environment.cors_allowed_origins,
        "DATABASE_URL must be set: the embedded server is for one machine only": not environment.database_url,
        "REDIS_URL must be set: the embedded server is for one machine only": not environment.redis_url,
        "JNE_USERNAME, JNE_API_KEY and JNE_CUST_NO must be set: the sandbox never serves production": not (
            environment.has_courier_credentials and environment.jne_cust_no
        ),
        "EMAIL_URL must be set: accounts are verified and passwords reset by mail": not environment.email_url,
        "PUBLIC_URL must be set to an https:// address: mails link to it": (
            not environment.public_url.startswith("https://")
        ),
        "SERVICE_KEY must be 32 characters or more, or left out": 0 < len(environment.service_key) < 32,
        "PAYMENT_BASE_URL (https://), PAYMENT_SECRET_KEY and PAYMENT_CALLBACK_TOKEN belong together": (
            not _is_whole_gateway(environment)
        ),
        "S3_PRIVATE_BUCKET must name another bucket than S3_BUCKET, whose files everybody may read": (
            bool(environment.s3_bucket) and environment.s3_private_bucket in {"", environment.s3_bucket}
        ),
        "S3_PUBLIC_URL and S3_ENDPOINT_URL must be https:// addresses": any(
            url and not url.startswith("https://")
            for url in (environment.s3_public_url, environment.s3_endpoint_url)
        ),
    }
    return [reason for reason, refused in checks.items() if refused]


def _is_whole_gateway(environment: Environment) -> bool:
    """All three or none: a gateway without a token could not tell us of payments."""
    names = (environment.payment_base_url, environment.payment_secret_key, environment.payment_callback_token)
    return not any(names) or (all(names) and environment.payment_base_url.startswith("https://"))
