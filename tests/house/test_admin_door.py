"""The admin is no side door: what it can add, change or delete of our nouns, it does by verbs."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import RequestFactory

OURS = [each for each in admin.site._registry.values() if each.opts.app_label == "columns"]


@pytest.fixture
def request_of_alice(alice: User, rf: RequestFactory) -> HttpRequest:
    """Whatever she may do, nobody may do more."""
    request = rf.get("/admin/")
    request.user = alice
    return request


def has_its_own(noun: admin.ModelAdmin, method: str) -> bool:
    """Whether a method is not the one of Django, which would write by itself."""
    return getattr(type(noun), method) is not getattr(admin.ModelAdmin, method)


def test_saving_a_form_is_never_left_to_django(request_of_alice: HttpRequest) -> None:
    assert OURS
    for noun in OURS:
        writable = noun.has_add_permission(request_of_alice) or noun.has_change_permission(request_of_alice)
        by_verbs = has_its_own(noun, "save_model") and has_its_own(noun, "save_related")
        assert by_verbs or not writable, noun
        assert not noun.list_editable, noun


def test_deleting_is_never_left_to_django(request_of_alice: HttpRequest) -> None:
    for noun in OURS:
        some = noun.has_delete_permission(request_of_alice)
        assert has_its_own(noun, "delete_queryset") or not some, noun
        one = noun.has_delete_permission(request_of_alice, noun.model())
        assert has_its_own(noun, "delete_model") or not one, noun
