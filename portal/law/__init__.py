"""Finding and resolving citations of legal acts in plain text."""

from portal.law.finder import find
from portal.law.model import KINDS, Citation, Provision

__all__ = ["KINDS", "Citation", "Provision", "find"]
