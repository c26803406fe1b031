from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to rewrite the past."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **_changes: Any) -> NoReturn:
        raise AppendOnlyError(f"A {self.model._meta.verbose_name} is never changed. Add a new one.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(f"A {self.model._meta.verbose_name} is never deleted.")


class AppendOnly(models.Model):
    """A record that is written once. To put a wrong one right, add another."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError(f"A {self._meta.verbose_name} is never changed. Add a new one.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"A {self._meta.verbose_name} is never deleted.")
