"""Model fields whose values are encrypted at rest with settings.HEALTH_DATA_KEYS.

The first key encrypts and every key decrypts, so a key is rotated by putting a new one in front.
Nothing encrypted can be searched: the same text never has the same ciphertext twice.
"""

import json
from functools import lru_cache
from typing import Any, NoReturn

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django import forms
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class DecryptionError(Exception):
    """A stored value that none of HEALTH_DATA_KEYS can open."""


class EncryptedTextField(models.TextField):
    """Text, encrypted at rest. None stays NULL; the empty string is a value like any other."""

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def get_prep_value(self, value: Any) -> str | None:
        if value is None:
            return None
        return _cipher().encrypt(self.to_text(value).encode()).decode("ascii")

    def from_db_value(self, stored: str | None, *_context: Any) -> Any:
        if stored is None:
            return None
        try:
            text = _cipher().decrypt(stored.encode()).decode()
        except InvalidToken as error:
            raise DecryptionError(
                f"{self}: no key in HEALTH_DATA_KEYS opens this value. "
                "Add the key it was encrypted with to the end of the list."
            ) from error
        return self.from_text(text)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            self._refuse_search(lookup_name)
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> NoReturn:
        self._refuse_search(lookup_name)

    def _refuse_search(self, lookup_name: str) -> NoReturn:
        raise FieldError(f"{self} is encrypted: only isnull can be asked of it, not {lookup_name}.")


class EncryptedJSONField(EncryptedTextField):
    """Any JSON value, encrypted whole, keys included; 0, "" and {} come back as they were."""

    # What django-stubs ask a field for the types of its values.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def to_python(self, value: Any) -> Any:
        return value

    def to_text(self, value: Any) -> str:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": forms.JSONField, "max_length": None, **kwargs})


def _cipher() -> MultiFernet:
    return _cipher_of(tuple(settings.HEALTH_DATA_KEYS))


@lru_cache(maxsize=4)
def _cipher_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
