"""Addresses for tools (docs/api.md)."""

from django.urls import path

from . import drafts, entries, pictures, posts
from .door import address
from .openapi import description

urlpatterns = [
    path("openapi.json", description, name="api-description"),
    path("posts", address(GET=posts.read), name="api-posts"),
    path("posts/<str:post_id>/entries", address(POST=entries.publish), name="api-entries"),
    path("posts/<str:post_id>/drafts", address(POST=drafts.save), name="api-drafts"),
    path("entries/<str:entry_id>", address(GET=entries.read, PATCH=entries.amend), name="api-entry"),
    path("entries/<str:entry_id>/withdrawal", address(PUT=entries.withdraw), name="api-withdrawal"),
    path("pictures", address(POST=pictures.take), name="api-pictures"),
    path("pictures/<str:image_id>", address(GET=pictures.read, PATCH=pictures.describe), name="api-picture"),
]
