"""The nouns, one per file."""

from .audit_record import AuditHead, AuditRecord
from .author import Author
from .byline import Byline
from .change import Change
from .column import RESERVED_SLUGS, Column
from .correction import Correction
from .embed import Embed
from .entry import Entry
from .evidence import Evidence
from .former_slug import FormerColumnSlug, FormerPostSlug
from .ids import new_id
from .image import Image
from .membership import Membership
from .post import Post
from .relation import Relation
from .revision import Revision
from .sign_in import SignIn, SignInFailure
from .site import Site
from .social_card import SocialCard
from .submission import Submission
from .tag import Tag
from .token import Token
from .writing import Writing

__all__ = [
    "RESERVED_SLUGS",
    "AuditHead",
    "AuditRecord",
    "Author",
    "Byline",
    "Change",
    "Column",
    "Correction",
    "Embed",
    "Entry",
    "Evidence",
    "FormerColumnSlug",
    "FormerPostSlug",
    "Image",
    "Membership",
    "Post",
    "Relation",
    "Revision",
    "SignIn",
    "SignInFailure",
    "Site",
    "SocialCard",
    "Submission",
    "Tag",
    "Token",
    "Writing",
    "new_id",
]
