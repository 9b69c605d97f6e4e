"""Django's admin, one noun per file. Its forms and actions call the verbs of `publishing`; nothing else writes."""

from . import people as people
from .authors import AuthorAdmin
from .changes import ChangeAdmin
from .columns import ColumnAdmin
from .embeds import EmbedAdmin
from .entries import EntryAdmin
from .evidence import EvidenceAdmin
from .images import ImageAdmin
from .posts import PostAdmin
from .revisions import RevisionAdmin
from .site import SiteAdmin
from .tokens import TokenAdmin

__all__ = [
    "AuthorAdmin",
    "ChangeAdmin",
    "ColumnAdmin",
    "EmbedAdmin",
    "EntryAdmin",
    "EvidenceAdmin",
    "ImageAdmin",
    "PostAdmin",
    "RevisionAdmin",
    "SiteAdmin",
    "TokenAdmin",
]
