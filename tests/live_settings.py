"""The settings of a site that a test starts as a process: the real ones, with a quick password hash."""

from workflow.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
