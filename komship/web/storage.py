from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class AssetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise ships no types
    """Hashed names also inside ES modules; otherwise an imported module outlives its release in caches."""

    support_js_module_import_aggregation = True
