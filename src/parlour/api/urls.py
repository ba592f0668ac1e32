"""The API's addresses."""

from django.urls import URLPattern, URLResolver, path

from parlour.api.guard import guard

urlpatterns: list[URLPattern | URLResolver] = [
    path("guard", guard, name="api_guard"),
]
