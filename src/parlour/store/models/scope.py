"""Every row belongs to a brand, and every query says which."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from parlour.store.models.brand import Brand

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class BrandQuerySet(models.QuerySet[Row_co]):
    """Rows that a brand owns."""

    def of(self, brand: "Brand | int") -> Self:
        """Only the rows of this brand: where every question from a screen, the API or a job begins."""
        return self.filter(brand=brand)


BrandManager = models.Manager.from_queryset(BrandQuerySet)


class BrandRow(models.Model):
    """A row that belongs to one brand from its first day.

    Brands are never deleted, so the database is spared one look-up for every row of every table.
    """

    brand: Any = models.ForeignKey(
        "store.Brand", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    objects = BrandManager()

    class Meta:
        abstract = True
