"""Finding and resolving citations of legal acts in plain text."""

from portal.law.finder import LANGUAGES, find
from portal.law.model import KINDS, Citation, Provision
from portal.law.register import (
    ActRecord,
    Register,
    akn_id,
    citation_work,
    provision_eid,
    provision_eids,
    records_from,
    register_of,
)
from portal.law.resolver import Resolved, in_force, resolve, resolve_all

__all__ = [
    "KINDS",
    "LANGUAGES",
    "ActRecord",
    "Citation",
    "Provision",
    "Register",
    "Resolved",
    "akn_id",
    "citation_work",
    "find",
    "in_force",
    "provision_eid",
    "provision_eids",
    "records_from",
    "register_of",
    "resolve",
    "resolve_all",
]
