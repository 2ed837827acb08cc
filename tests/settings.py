"""The settings under test: the real ones, in an environment made here. DATABASE_URL comes from outside."""

from __future__ import annotations

import atexit
import os
import shutil
from tempfile import mkdtemp

FOLDER = mkdtemp(prefix="polyleaf-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

FROM_OUTSIDE = (
    "FIELD_KEYS PUBLIC_URL ALLOWED_HOSTS CSRF_TRUSTED_ORIGINS DRAFT_ENGINES LIBRETRANSLATE_URL"
    " LIBRETRANSLATE_API_KEY DRAFT_TIMEOUT BEHIND_PROXY LOG_LEVEL EMAIL_BACKEND EMAIL_FILE_PATH DEFAULT_FROM_EMAIL"
)
for name in FROM_OUTSIDE.split():
    os.environ.pop(name, None)
os.environ |= {
    "DEBUG": "1",
    "VAR_DIR": FOLDER,
    "PUBLIC_DIR": f"{FOLDER}/public",
    "CATALOGUE_DIR": f"{FOLDER}/catalogues",
    "SECRET_KEY": "a secret of the tests, long enough to be one, and known to everybody",
    "FIELD_KEY": "another one",
}

from workflow.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
