"""Django's name for the one models app."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "parlour.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
