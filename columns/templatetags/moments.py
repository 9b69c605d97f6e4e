"""Moments, for templates."""

from __future__ import annotations

from django import template

from columns.reading.moments import moment

register = template.Library()
register.filter(moment)
