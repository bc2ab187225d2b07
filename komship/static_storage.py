"""How static files are named and compressed when they are collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    """Names carry a hash, so browsers may keep a file for ever; modules import each other by it too."""

    support_js_module_import_aggregation = True
    # A page that names a file nobody collected shows without it instead of failing.
    manifest_strict = False
