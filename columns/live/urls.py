"""Live addresses over HTTP."""

from django.urls import path

from . import poll

urlpatterns = [path("<str:slug>/changes", poll.changes, name="live-changes")]
