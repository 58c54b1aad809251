"""Empty, huge, hostile and wrong values for every field and option: a sentence, or kept as plain text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from portfolio.core import fields
from portfolio.core.fields import Field, Shape
from tests.cli.conftest import Portfolio

MARKUP = '<b>bold</b> & <a href="javascript:alert(1)">x</a> <para> %s {0} {title} $HOME `id` \\n'
HOSTILE = {
    "markup": MARKUP,
    "escapes": "red \x1b[31m title \x1b]0;owned\x07 \x9b31m bell\x07 nul\x00 back\x08\x08",
    "overrides": "\u202egnp.exe\u202c and \u2066isolate\u2069",
    "hebrew": "תעודת הוראה",
    "formula": '=HYPERLINK("http://example.org";"x")',
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "surrogate": "half \ud83d of a pair",
    "separators": "a\u2028b\u2029c\td\ne",
    "combining": "Z" + "\u0301" * 200,
    "emoji": "👩🏽\u200d🚀 龍",
    "quotes": "Robert'); DROP TABLE credentials;--",
    "dots": "../../etc/passwd",
    "option": "--json",
    "like": "100%_of*?[a-z]",
}
TEXTS = {Shape.LINE, Shape.TEXT}
RECORDS = {
    "credential": (["add", "A title"], ["edit"], fields.CREDENTIAL),
    "project": (["project", "add", "A title"], ["project", "edit"], fields.PROJECT),
    "evidence": (["attach", "--note", "A note", "--title", "A title"], ["edit"], fields.EVIDENCE),
}
WRONG = {
    Shape.DATE: ["32.1.2026", "2026-13", "01/02/2026", "tomorrow", "9999", "-1", "2026-02-30", "²⁰²⁶", "0" * 5000],
    Shape.URL: ["javascript:alert(1)", "file:///etc/passwd", "https://", "www.example.org", "https://a b", "http://[",
                "https://user:secret@example.org", "https://example.org/\u202e", "https://example.org:99999999"],
    Shape.NUMBER: ["many", "-1", "NaN", "Infinity", "1e99", "9" * 5000, "0x10", "1 2"],
    Shape.WHOLE: ["0", "9", "2.5", "eight", "1e1"],
    Shape.CHOICE: ["diploma", "<b>", "badge,course"],
    Shape.FLAG: ["perhaps", "2", "<b>"],
}  # fmt: skip


def each_field(*shapes: Shape) -> list[Any]:
    return [
        pytest.param(kind, field, id=f"{kind}-{field.name}")
        for kind, (_add, _edit, table) in RECORDS.items()
        for field in table
        if field.shape in shapes
    ]


def text_options(kind: str, value: str | None) -> list[str]:
    """Each text field of a kind with the value; None: with the longest that it takes."""
    limits = {Shape.LINE: fields.LINE_LIMIT, Shape.TEXT: fields.TEXT_LIMIT}
    return [
        f"--set={field.name}={'ä' * limits[field.shape] if value is None else value}"
        for field in RECORDS[kind][2]
        if field.shape in TEXTS
    ]


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("kind", RECORDS)
def test_hostile_text_is_kept_as_text_in_every_field(run: Portfolio, kind: str, value: str) -> None:
    made = run(*RECORDS[kind][0]).id
    kept = run.json(*RECORDS[kind][1], made, *text_options(kind, value))[kind]
    assert run.json("show", made)[kind] == kept
    shown = run("show", made).out
    assert not {"\x1b", "\x9b", "\x07", "\x08", "\x00", "\u202e", "\u2066", "\u2028"} & set(shown)
    for field in RECORDS[kind][2]:
        if field.shape in TEXTS:
            clean = fields.one_line(value) if field.shape is Shape.LINE else fields.plain_text(value).strip()
            assert kept[field.name] == clean


@pytest.mark.parametrize("kind", RECORDS)
def test_the_longest_text_is_kept_and_a_longer_one_refused(run: Portfolio, kind: str) -> None:
    made = run(*RECORDS[kind][0]).id
    run(*RECORDS[kind][1], made, *text_options(kind, None))
    before = run.json("show", made)
    assert len(before[kind]["title"]) == fields.LINE_LIMIT
    for option in text_options(kind, None):
        message = run(*RECORDS[kind][1], made, option + "ä", code=1).err
        assert "characters" in message
        assert len(message) < 1000
    assert run.json("show", made) == before


@pytest.mark.parametrize(("kind", "field"), each_field(*WRONG))
def test_a_wrong_value_is_refused_by_the_name_of_the_field(run: Portfolio, kind: str, field: Field) -> None:
    run(*RECORDS[kind][0])
    before = run.json("show", "A title")
    for value in WRONG[field.shape]:
        message = run(*RECORDS[kind][1], "A title", f"--set={field.name}={value}", code=1).err
        assert field.label in message
        assert len(message) < 1000
        assert not {"\x1b", "\u202e"} & set(message)
    assert run.json("show", "A title") == before


@pytest.mark.parametrize(("kind", "field"), each_field(*Shape))
def test_an_empty_value_empties_the_field(run: Portfolio, kind: str, field: Field) -> None:
    run(*RECORDS[kind][0])
    name = "A title"
    if field.required:
        assert field.label in run.refused(*RECORDS[kind][1], name, f"--set={field.name}=")
        return
    emptied = run.json(*RECORDS[kind][1], name, f"--set={field.name}= ")[kind][field.name]
    assert emptied in ("", None, False)


@pytest.mark.parametrize("field", fields.PROFILE, ids=lambda field: field.name)
def test_the_profile_keeps_text_and_refuses_the_rest(run: Portfolio, field: Field) -> None:
    option = f"--{field.name}="
    if field.shape is Shape.URL:
        for value in WRONG[Shape.URL]:
            assert field.label in run.refused("profile", "edit", option + value)
        return
    for value in HOSTILE.values():
        kept = run.json("profile", "edit", option + value)["profile"][field.name]
        assert kept in (fields.one_line(value), fields.plain_text(value).strip())
    run.refused("profile", "edit", option + "ä" * 100_001)


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_are_found_listed_and_shown_safely(run: Portfolio, value: str) -> None:
    made = run("add", f"--skill={value}", f"--issuer={value}", f"--description={value}", "--", value).id
    run("project", "add", f"--role={value}", "--", value)
    run("attach", f"--note={value}", f"--title={value}", "--to", made)
    run("remove", run("attach", f"--note={value}").id)
    for words in (["list"], ["list", "projects"], ["list", "evidence"], ["list", "skills"], ["list", "trash"],
                  ["show", made], ["list", "--", value], ["show", "--", value]):  # fmt: skip
        ended = run(*words, code=4 if words[:2] == ["show", "--"] else 0)  # several are called so
        assert not {"\x1b", "\x9b", "\x07", "\x08", "\x00", "\u202e", "\u2066", "\u2028"} & set(ended.out + ended.err)
    rows = run("list").lines
    assert len(rows) == 1
    assert len(rows[0]) == 6
    raw = run("list", "--json").out
    assert not {"\x1b", "\x9b", "\u202e", "\u2066", "\u2028"} & set(raw)
    assert json.loads(raw)["credentials"][0]["title"] == fields.one_line(value)


@pytest.mark.parametrize("value", ["", " ", "\x00", "\u202e", "x" * 10_000, *HOSTILE.values()])
def test_any_text_names_a_record_or_nothing(run: Portfolio, value: str) -> None:
    made = run("add", "Kubernetes").id
    commands = [
        ["show"], ["edit", "--number=1"], ["remove"], ["restore"], ["purge"], ["renew", "--issued=2026"],
        ["detach", f"--from={made}"], ["skill", "set"], ["skill", "remove"],
    ]  # fmt: skip
    for command in commands:
        run(*command, "--", value, code=4)
    run("export", f"--include={value}", code=4)
    run("list", "--", value)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "", "9" * 5000, "１", "1000001"])
def test_a_wrong_limit_is_a_usage_error(run: Portfolio, value: str) -> None:
    assert len(run.refused("list", f"--limit={value}", code=2)) < 1500


@pytest.mark.parametrize("value", ["", " ", "a\0b", "\ud800"])
@pytest.mark.parametrize(
    "words",
    [["list", "--library"], ["list", "--data-dir"], ["export", "--out"], ["demo", "--out"], ["add", "X", "--attach"]],
    ids=" ".join,
)
def test_an_impossible_path_is_a_usage_error(run: Portfolio, words: list[str], value: str) -> None:
    run.refused(*words, value, code=2)


@pytest.mark.parametrize("value", ["x" * 5000, "~nobody-of-that-name/x", "a/b/c/d"])
def test_a_path_that_cannot_be_is_said_in_words(run: Portfolio, value: str) -> None:
    for words in (["--library", value, "list"], ["add", "X", "--attach", value], ["export", "--out", value]):
        assert run.ends(*words, codes=(1, 2, 4)).err.strip()
    run.ends("init", value, codes=(0, 1, 2))


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["export", "--paper", "A5"], "--paper"),
        (["export", "--order", "random"], "--order"),
        (["list", "--sort", "colour"], "--sort"),
        (["add"], "TITLE"),
        (["add", "a", "b"], "b"),
        (["add", "a", "--issued"], "--issued"),
        (["add", "a", "--iss", "2026"], "--iss"),
        (["project"], "ACTION"),
        (["no-such-command"], "no-such-command"),
        (["\x1b[31m"], "COMMAND"),
        ([], "COMMAND"),
    ],
)
def test_usage_errors_name_what_is_wrong(run: Portfolio, words: list[str], option: str) -> None:
    message = run.refused(*words, code=2)
    assert option in message
    assert "--help" in message
    assert "\x1b" not in message
