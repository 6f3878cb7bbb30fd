"""Settings of the tests: servers and a home folder of their own, cheap passwords, tasks run at once.

The operator's ``.env`` never leads a test to real data: only HOTLINE_TEST_DATABASE_URL and HOTLINE_TEST_REDIS_URL name
servers, and the former's database is emptied.
"""

import atexit
import os
import shutil
import tempfile

from .env import cache_folder, home_folder

# what `make test` has fetched for the tests stays where it is
os.environ["HOTLINE_CACHE"] = str(cache_folder(home_folder()))
os.environ["HOTLINE_HOME"] = tempfile.mkdtemp(prefix="hotline-test-")
atexit.register(shutil.rmtree, os.environ["HOTLINE_HOME"], ignore_errors=True)
os.environ["DATABASE_URL"] = os.environ.get("HOTLINE_TEST_DATABASE_URL", "")
os.environ["REDIS_URL"] = os.environ.get("HOTLINE_TEST_REDIS_URL", "")
os.environ["S3_BUCKET"] = ""
os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["HOTLINE_DEMO"] = "1"

from .base import *  # noqa: F403, E402  (settings modules build on one another)
from .base import STATIC_ROOT  # noqa: E402

STATIC_ROOT.mkdir(exist_ok=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
