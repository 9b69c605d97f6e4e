"""The nouns, one per file."""

from .author import Author
from .byline import Byline
from .change import Change
from .column import RESERVED_SLUGS, Column
from .embed import Embed
from .entry import Entry
from .evidence import Evidence
from .former_slug import FormerColumnSlug, FormerPostSlug
from .ids import new_id
from .image import Image
from .post import Post
from .relation import Relation
from .revision import Revision
from .site import Site
from .social_card import SocialCard
from .submission import Submission
from .token import Token

__all__ = [
    "RESERVED_SLUGS",
    "Author",
    "Byline",
    "Change",
    "Column",
    "Embed",
    "Entry",
    "Evidence",
    "FormerColumnSlug",
    "FormerPostSlug",
    "Image",
    "Post",
    "Relation",
    "Revision",
    "Site",
    "SocialCard",
    "Submission",
    "Token",
    "new_id",
]
