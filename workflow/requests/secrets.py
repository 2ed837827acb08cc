"""Fields that are encrypted in the database. The first key of FIELD_KEYS encrypts, every key decrypts."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


def _keys() -> MultiFernet:
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest()))
            for key in settings.FIELD_KEYS
        ]
    )


class EncryptedField(models.TextField[str, str]):
    """A text that stands in the database as a Fernet token. It cannot be searched. "" stays ""."""

    def get_prep_value(self, value: Any) -> str:
        return _keys().encrypt(str(value).encode()).decode() if value else ""

    def from_db_value(self, value: str | None, *args: object) -> str:
        return _keys().decrypt(value.encode()).decode() if value else ""
