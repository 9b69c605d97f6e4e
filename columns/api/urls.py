"""Addresses for tools (docs/api.md)."""

from django.urls import path

from . import entries

urlpatterns = [path("posts/<str:post_id>/entries", entries.publish, name="api-entries")]
