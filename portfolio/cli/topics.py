"""What `portfolio help` tells beside the help of the commands: JSON, exit codes, searching, the environment."""

from __future__ import annotations

from portfolio.core.i18n import gettext as _
from portfolio.core.query import HAS, IS, STATUSES


def topics() -> dict[str, str]:
    """Every topic with its text."""
    return {
        "json": _json(),
        "exit-codes": _exit_codes(),
        "query": _query(),
        "environment": _environment(),
    }


def _json() -> str:
    return _("""\
With --json a command writes exactly one JSON document to standard output, in UTF-8.

Keys never change their meaning; new ones may come. Dates are text in ISO 8601 with
the precision they have: "2026", "2026-11" or "2026-11-23". What is not known is null
(dates, numbers), "" (text) or [] (lists). Numbers are numbers, yes and no are true and false.

  list                     {"credentials": [...]}, or "projects", "evidence", "skills", "trash";
                           a credential in a list also has "standing"
  show, add, edit, renew   {"credential": {...}}, or "project", "evidence", "skill"
  project add, edit, show  {"project": {...}}
  attach                   {"evidence": [...], "problems": [{"what", "where", "hint"}]}
  detach                   {"evidence": {...}}
  skill add                {"changed": [{"credential": {...}} or {"project": {...}}, ...]}
  skill set                {"credential": {...}} or {"project": {...}}
  skill rename             {"skill": {...}}
  skill remove             {"removed": [{"subject", "id", "title"}]}
  profile, profile edit    {"profile": {...}}
  remove, restore, purge   {"removed": [...]}, {"restored": [...]}, {"purged": [...]}
  undo, redo               {"undone": "label of the step"}, {"redone": "label of the step"}
  export, demo             {"export": {"path", "pages", "size", "sha256", "missing", "notes"}}
  check                    {"problems": [{"what", "where", "hint"}]}
  info, init               {"library": {...}}
  copy                     {"copied": "path"}

A failure is {"error": {"message": "...", "hint": "..."}}, also on standard output, with the
exit code that the command has without --json (portfolio help exit-codes). An export that is
refused for characters that no font has adds "missing": [{"item", "field", "characters"}].

examples:
  portfolio list --json | jq -r '.credentials[] | select(.standing == "expiring") | .title'
  portfolio show "Cloud Practitioner" --json | jq .credential.url
""")


def _exit_codes() -> str:
    return _("""\
  0    done
  1    refused or failed; the error stream says what was wrong and what to do
  2    the command line was not understood
  3    the window needs a display and there is none
  4    what was asked for is not in the library, or there is no library
  5    the library is open elsewhere, or can only be read
  6    the check found problems
  130  stopped with Ctrl+C

examples:
  portfolio check --quiet || echo "look after the library"
""")


def _query() -> str:
    conditions = {
        "issuer:acme": _("the issuer has the word"),
        "skill:python": _("it shows the skill"),
        "kind:badge": _("it is of the kind"),
        "year:2026": _("it was issued in the year"),
        "expiring:2027": _("it expires in the year"),
        "status:" + "|".join(STATUSES): _("how it stands today"),
        "has:" + "|".join(HAS): _("it has any"),
        "is:" + "|".join(IS): _("how it is marked"),
    }
    width = max(map(len, conditions)) + 2
    lines = "\n".join(f"  {term.ljust(width)}{meaning}" for term, meaning in conditions.items())
    return _("""\
Words are looked for in all text; "several words" in quotes stand together. Conditions:

{lines}

All conditions must hold; of several for one field one is enough. A minus before a word or
a condition turns it round; put -- before the first so that it is not taken for an option.

examples:
  portfolio list issuer:acme status:expiring
  portfolio list -- kubernetes -status:expired
""").format(lines=lines)


def _environment() -> str:
    return _("""\
  LAUREL_LIBRARY   the library to use where --library is not given
  VISUAL, EDITOR   the program that `portfolio edit` opens
  NO_COLOR         when set, no colours are used
  COLUMNS          how wide tables may become, where the terminal does not say

examples:
  LAUREL_LIBRARY=~/work-portfolio portfolio list
""")
