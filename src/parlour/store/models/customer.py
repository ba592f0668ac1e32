"""Customers and what the company knows about them."""

from django.db import models

from parlour.store.models.scope import BrandRow


class Customer(BrandRow):
    """Somebody the company has on file; `ref` is the company's own number."""

    ref = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    email = models.CharField(max_length=320, default="")
    phone = models.CharField(max_length=64, default="")
    tier = models.CharField(max_length=64, default="")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("brand", "ref"), name="customer_once"),)

    def __str__(self) -> str:
        return self.name


class CustomerFact(BrandRow):
    """One private thing the company knows about a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=40)
    value = models.TextField()
    source = models.CharField(max_length=40)
    as_of = models.CharField(max_length=40, default="")
    sensitive = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("customer", "kind", "value", "source"), name="customer_fact_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id}"


class Unveiling(BrandRow):
    """An agent looked at a private fact of a customer: what the guard must assume they have in mind."""

    agent = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    fact = models.ForeignKey(CustomerFact, on_delete=models.CASCADE, related_name="+", null=True)
    case = models.ForeignKey("store.Case", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("agent", "at"), name="unveiling_agent_at"),)

    def __str__(self) -> str:
        return f"{self.agent_id} unveiled {self.fact_id}"
