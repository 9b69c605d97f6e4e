"""How static files get their names: by content hash, so that they can be cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """WhiteNoise's storage, which also rewrites `import … from "./x.js"` to the hashed names.

    Django finds only those statements that end in a semicolon.
    """

    support_js_module_import_aggregation = True
