"""The verbs: everything that a person can do to a library, each a function of a session from `Store.write()`.

They clean and check what they are given by `fields`, and raise PortfolioError in words.
"""

from portfolio.core.library.evidence import (
    add_file,
    add_link,
    add_note,
    arrange_evidence,
    edit_evidence,
    link_evidence,
    unlink_evidence,
)
from portfolio.core.library.export import arrange, edit_export, include
from portfolio.core.library.profile import edit_profile, set_identities
from portfolio.core.library.records import (
    add_credential,
    add_project,
    edit_credential,
    edit_project,
    purge,
    remove,
    renew_credential,
    restore,
)
from portfolio.core.library.skills import edit_claim, remove_skill, rename_skill, set_skills

__all__ = [
    "add_credential",
    "add_file",
    "add_link",
    "add_note",
    "add_project",
    "arrange",
    "arrange_evidence",
    "edit_claim",
    "edit_credential",
    "edit_evidence",
    "edit_export",
    "edit_profile",
    "edit_project",
    "include",
    "link_evidence",
    "purge",
    "remove",
    "remove_skill",
    "rename_skill",
    "renew_credential",
    "restore",
    "set_identities",
    "set_skills",
    "unlink_evidence",
]
