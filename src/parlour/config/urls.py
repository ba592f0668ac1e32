"""Every address of the web process."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/", include("parlour.api.urls")),
    path("", include("parlour.room.urls")),
    path("", include("parlour.desk.urls")),
]
