"""The platform's environment under test: every variable has a fixed value, none of them the developer's.

Pytest loads this before Django's settings (`-p` in pyproject.toml), so that neither a `.env` file nor an
exported variable reaches a test, and nothing is written to the checkout. A test that starts the platform in a
process of its own passes what differs.
"""

import atexit
import os
import shutil
import sys
import tempfile

DATA_DIR = tempfile.mkdtemp(prefix="liveblog-tests-")
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)

ENVIRONMENT = {
    "DATA_DIR": DATA_DIR,
    "HOST": "127.0.0.1",
    "PORT": "8000",
    "WORKERS": "1",
    "READERS": "20000",
    "READERS_PER_ADDRESS": "2000",
    "DEMO": "0",
    "EMAIL_URL": "memorymail://",
    "EMAIL_FROM": "liveblog@example.org",
    "SITE_URL": "http://127.0.0.1:8000",
    "MEDIA_URL": "/media/",
    "SITE_AUTHORITY": "liveblog.invalid",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
    # Only what is named for tests is used: that Redis is flushed. `tests/services.py` names both.
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{DATA_DIR}/liveblog.sqlite3",
    "REDIS_URL": os.environ.get("TEST_REDIS_URL") or "",
    # No test leaves the machine; `outside_world` opens the door to a world of its own.
    "OUTSIDE": "0",
    "OUTSIDE_PROXY": "",
    "HTTPS": "0",
    "DEBUG": "0",
    "ADMIN_LANGUAGE": "en",
    "SECRET_KEY": "for tests only, and long enough for the deployment check to be content with it",
}
os.environ.update(ENVIRONMENT)
# What it works out of Unicode and of our sources is the same in every run; no example is kept (tests/conftest.py).
os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = f"{sys.prefix}/var/hypothesis"
