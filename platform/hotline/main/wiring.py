"""Who plugs into which port. Called once when Django starts."""

from django.conf import settings

from hotline import objectstore
from hotline.objectstore.files import FileStore


def wire() -> None:
    """Choose the adapters that the settings name."""
    if settings.ENV.s3_bucket:
        from hotline.objectstore.s3 import S3Store

        objectstore.wire(S3Store(settings.ENV.s3_bucket, settings.ENV.s3_endpoint_url or None))
    else:
        objectstore.wire(FileStore(settings.HOTLINE_HOME / "objects"))
