"""Full-text search: one document for each credential, project and evidence item, kept in step by triggers.

`search_docs` is the text (an ordinary table, derived from the others and so not in the undo log), `search_index` the
FTS5 index over it. `search_subjects` says again whose document each is, without the text: thousands of hits are read
from it in a fifth of the time. A change anywhere writes the documents that it concerns anew.
"""

from __future__ import annotations

from sqlalchemy import Connection

TOKENIZER = "unicode61 remove_diacritics 2"

_TABLES = (
    """CREATE TABLE search_docs (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL, issuer TEXT NOT NULL, skills TEXT NOT NULL, body TEXT NOT NULL)""",
    """CREATE TABLE search_subjects (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL)""",
    f"""CREATE VIRTUAL TABLE search_index USING fts5(
        title, issuer, skills, body, content='search_docs', content_rowid='id',
        tokenize='{TOKENIZER}', prefix='1 2 3')""",
)

_COLUMNS = "kind, subject, title, issuer, skills, body"


def _skills(column: str) -> str:
    return (
        "coalesce((SELECT group_concat(s.name, ' · ') FROM skill_claims k JOIN skills s ON s.id = k.skill_id"
        f" WHERE k.{column} = d.id), '')"
    )


DOCUMENTS = {
    "credentials": "SELECT 'credential', d.id, d.title, coalesce(i.name, '') || ' ' || d.platform, "
    + _skills("credential_id")
    + ", d.description || ' ' || d.outcomes || ' ' || d.number || ' ' || d.notes || ' ' || d.kind || ' ' || d.url"
    " FROM credentials d LEFT JOIN issuers i ON i.id = d.issuer_id",
    "projects": "SELECT 'project', d.id, d.title, d.organisation, "
    + _skills("project_id")
    + ", d.role || ' ' || d.summary || ' ' || d.outcome || ' ' || d.notes || ' ' || d.url FROM projects d",
    "evidence": "SELECT 'evidence', d.id, d.title, '', '',"
    " d.shows || ' ' || d.file_name || ' ' || d.text || ' ' || d.url FROM evidence d",
}


def _write(table: str, where: str) -> str:
    return f"INSERT INTO search_docs ({_COLUMNS}) {DOCUMENTS[table]} WHERE {where};"


def _again(table: str, ids: str) -> str:
    """The statements that write anew the documents of the rows with these ids."""
    return f"DELETE FROM search_docs WHERE subject IN ({ids}); {_write(table, f'd.id IN ({ids})')}"


def _claims(row: str) -> str:
    return _again("credentials", f"{row}.credential_id") + _again("projects", f"{row}.project_id")


def _of_skill(column: str) -> str:
    return f"SELECT {column} FROM skill_claims WHERE skill_id = NEW.id AND {column} IS NOT NULL"


_INDEX_ROW = "(rowid, title, issuer, skills, body)"
_INDEX_REMOVE = (
    "INSERT INTO search_index (search_index, rowid, title, issuer, skills, body)"
    " VALUES ('delete', OLD.id, OLD.title, OLD.issuer, OLD.skills, OLD.body);"
)


def _triggers() -> dict[str, str]:
    found = {
        "docs_insert": "AFTER INSERT ON search_docs BEGIN "
        f"INSERT INTO search_index {_INDEX_ROW} VALUES (NEW.id, NEW.title, NEW.issuer, NEW.skills, NEW.body);"
        " INSERT INTO search_subjects (id, kind, subject) VALUES (NEW.id, NEW.kind, NEW.subject); END",
        "docs_delete": f"AFTER DELETE ON search_docs BEGIN {_INDEX_REMOVE}"
        " DELETE FROM search_subjects WHERE id = OLD.id; END",
    }
    for table in DOCUMENTS:
        found[f"{table}_insert"] = f"AFTER INSERT ON {table} BEGIN {_write(table, 'd.id = NEW.id')} END"
        found[f"{table}_update"] = f"AFTER UPDATE ON {table} BEGIN {_again(table, 'OLD.id, NEW.id')} END"
        found[f"{table}_delete"] = f"AFTER DELETE ON {table} BEGIN DELETE FROM search_docs WHERE subject = OLD.id; END"
    renamed = _again("credentials", "SELECT id FROM credentials WHERE issuer_id = NEW.id")
    found["issuers_update"] = f"AFTER UPDATE OF name ON issuers BEGIN {renamed} END"
    # An undo can bring a credential back before its issuer, a claim before its skill: see undo.replay.
    found["issuers_insert"] = f"AFTER INSERT ON issuers BEGIN {renamed} END"
    skills = _again("credentials", _of_skill("credential_id")) + _again("projects", _of_skill("project_id"))
    found["skills_update"] = f"AFTER UPDATE OF name ON skills BEGIN {skills} END"
    found["skills_insert"] = f"AFTER INSERT ON skills BEGIN {skills} END"
    found["skill_claims_insert"] = f"AFTER INSERT ON skill_claims BEGIN {_claims('NEW')} END"
    found["skill_claims_update"] = f"AFTER UPDATE ON skill_claims BEGIN {_claims('OLD')}{_claims('NEW')} END"
    found["skill_claims_delete"] = f"AFTER DELETE ON skill_claims BEGIN {_claims('OLD')} END"
    return found


def install(conn: Connection) -> None:
    """Make the tables and triggers anew, and write the whole index. To be called whenever the schema changed."""
    for name in ("search_index", "search_subjects", "search_docs"):
        conn.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    for statement in _TABLES:
        conn.exec_driver_sql(statement)
    for name, trigger in _triggers().items():
        conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS search_{name}")
        conn.exec_driver_sql(f"CREATE TRIGGER search_{name} {trigger}")
    for documents in DOCUMENTS.values():
        conn.exec_driver_sql(f"INSERT INTO search_docs ({_COLUMNS}) {documents}")
