"""Settings of the tests: cheap passwords, tasks run at once."""

import os
import tempfile

os.environ.setdefault("HOTLINE_HOME", tempfile.mkdtemp(prefix="hotline-test-"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("HOTLINE_DEMO", "1")

from .base import *  # noqa: F403  (settings modules build on one another)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
