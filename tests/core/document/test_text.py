"""The text engine: what is printed, how wide it is, and where lines break."""

from __future__ import annotations

import io
import re
import time
import unicodedata

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from portfolio.core import document, paths
from portfolio.core.document import characters, fonts, text
from portfolio.core.document.pdffile import StreamedDocument
from portfolio.core.document.style import LEDGER, Weight
from portfolio.core.document.text import Face, Typesetter
from portfolio.core.records import (
    Credential,
    Evidence,
    Identity,
    MissingGlyphs,
    Period,
    Portfolio,
    Profile,
    Project,
    Skill,
)

FONTS = {weight: fonts.load(paths.resources() / "fonts" / name) for weight, name in LEDGER.fonts.items()}
BODY = LEDGER.body


def typesetter() -> Typesetter:
    return Typesetter(LEDGER, FONTS, StreamedDocument(io.BytesIO(), "en"))


def face() -> Face:
    return typesetter().faces[Weight.REGULAR]


def words(lines: list[text.Line]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("nul\x00 bell\x07 esc\x1b", "nul bell esc"),
        ("soft\u00adhyphen zero\u200bwidth \u202eturned\u202c \ufeffbom", "softhyphen zerowidth turned bom"),
        ("e\u0301 A\u030a", "\u00e9 \u00c5"),
        ("\ufb01ne \ufb03x", "fine ffix"),
        ("half \ud800 pair", "half  pair"),
        ("10\u202f000", "10\u00a0000"),
    ],
)
def test_text_is_cleaned(given_text: str, cleaned: str) -> None:
    assert characters.clean(given_text) == cleaned


def test_pairs_are_kerned_and_the_width_is_what_is_printed() -> None:
    one = face()
    kerned = one.word("AVATAR")
    loose = sum(one.word(letter).width for letter in "AVATAR")
    assert kerned.width < loose
    moves = [int(part.split("(")[0]) for part in kerned.pieces[0][1].split(")")[1:]]
    assert sum(moves) == pytest.approx(loose - kerned.width)
    buffer = uharfbuzz.Buffer()
    buffer.add_str("AVATAR")
    buffer.guess_segment_properties()
    uharfbuzz.shape(FONTS[Weight.REGULAR].shaper, buffer, {"kern": True})
    shaped = sum(place.x_advance for place in buffer.glyph_positions) * FONTS[Weight.REGULAR].per_mille
    assert kerned.width == pytest.approx(shaped, abs=len("AVATAR"))


def test_no_ligature_is_formed() -> None:
    assert "".join(face().word("office").pieces[0][1].replace(")", "(").split("(")[::2]) == "office"


def test_words_are_shaped_once() -> None:
    one = face()
    assert one.word("again") is one.word("again")


def test_brackets_and_backslashes_are_escaped() -> None:
    ((_font, operand),) = face().word("a(b)\\c").pieces
    assert re.sub(r"\)\d+\(", "", operand) == "a\\050b\\051\\134c"


def test_a_missing_character_prints_a_square() -> None:
    shown = face().word("a漢b")
    assert shown.text == f"a{characters.PLACEHOLDER}b"
    assert shown.width > face().word("ab").width


def test_more_than_one_subset_of_a_font() -> None:
    one = face()
    many = [chr(code) for code in (*range(0x00C0, 0x0180), *range(0x0391, 0x03A2), *range(0x0410, 0x0450))]
    shown = [one.word(char) for char in many if ord(char) in FONTS[Weight.REGULAR].characters]
    assert len({piece[0] for word in shown for piece in word.pieces}) > 1
    mixed = one.word(shown[0].text + shown[-1].text)
    assert len(mixed.pieces) == 2
    setter = typesetter()
    lines = setter.lines([("".join(many), BODY)], 10_000)
    code = setter.operators(lines, BODY, 0, 0, "0 0 0")
    assert code.count(" Tf") > 1
    assert code.isascii()


def test_lines_break_at_spaces_and_keep_to_the_width() -> None:
    setter = typesetter()
    sentence = "The quick brown fox jumps over the lazy dog. " * 20
    lines = setter.lines([(sentence, BODY)], 200)
    assert " ".join(words(lines)) == sentence.strip()
    assert all(line.width <= 200 for line in lines)
    assert all(
        line.width == pytest.approx(setter.width(said, BODY)) for line, said in zip(lines, words(lines), strict=True)
    )


def test_line_ends_are_kept_and_empty_ones_at_the_end_dropped() -> None:
    assert words(typesetter().lines([("a\n\nb \t c\n\n", BODY)], 100)) == ["a", "", "b c"]
    assert typesetter().lines([("", BODY)], 100) == []


def test_fixed_spaces_hold_together() -> None:
    setter = typesetter()
    width = setter.width("Issued 23\u00a0Nov", BODY)
    assert words(setter.lines([("Issued 23\u00a0Nov\u00a02026", BODY)], width)) == ["Issued", "23\u00a0Nov\u00a02026"]


def test_runs_join_in_one_line() -> None:
    setter = typesetter()
    (line,) = setter.lines([("Skills:", LEDGER.meta_label), ("SQL, Go", LEDGER.meta)], 300)
    code = setter.operators([line], LEDGER.meta, 10, 20, "0 0 0")
    assert code.count(" Tf") == 3  # the base face of the style, then that of the label, then the base face again


def test_a_link_breaks_after_a_slash() -> None:
    setter = typesetter()
    url = "https://example.org/" + "/".join(["part"] * 40)
    lines = setter.lines([(url, LEDGER.link)], 200)
    assert "".join(words(lines)) == url
    assert all(said.endswith("/") for said in words(lines)[:-1])


def test_a_word_of_a_hundred_thousand_letters_breaks_in_linear_time() -> None:
    def seconds(count: int) -> float:
        setter = typesetter()
        start = time.process_time()
        lines = setter.lines([("x" * count, BODY)], 300)
        assert sum(len(said) for said in words(lines)) == count
        assert all(line.width <= 300 for line in lines)
        return time.process_time() - start

    small, large = seconds(20_000), seconds(100_000)
    assert large < 12 * max(small, 0.01)


def test_a_line_is_shortened_with_an_ellipsis() -> None:
    setter = typesetter()
    line = setter.shortened("A name that is much too long for a footer " * 30, BODY, 100)
    assert words([line])[0].endswith("\u2026")
    assert line.width <= 100
    assert words([setter.shortened("Short", BODY, 100)]) == ["Short"]
    assert setter.shortened("", BODY, 100).words == ()


@given(st.text(max_size=300), st.floats(5, 400))
def test_any_text_is_set_and_nothing_is_lost(said: str, width: float) -> None:
    setter = typesetter()
    lines = setter.lines([(said, BODY)], width)
    kept = "".join("".join(words(lines)).split())
    known = FONTS[Weight.REGULAR].characters
    wanted = (
        char if ord(char) in known else characters.PLACEHOLDER for char in characters.clean(said) if not char.isspace()
    )
    assert kept == "".join(wanted)
    assert setter.operators(lines, BODY, 0, 0, "0 0 0").isascii()


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Łukasz-O’Brien", "Đặng Thị Thùy Trâm", "Þórður Æsir", "Ştefan Țîrlea", "Ġużè Ħal Ċirkewwa", "Jiří Ďáblík",
        "Ελευθέριος Παπαδόπουλος", "Ὀδυσσεὺς Ἀχιλλεύς", "Елизавета Ёлкина", "Їжакевич Ґалаґан", "Ђорђе Џаковић",
        "Қайрат Әлиұлы",
        "Ñandú Ÿves ẞtraße", "Ŋaŋa Ɛkow Ɔsei",
    ],
)  # fmt: skip
@pytest.mark.parametrize("weight", list(Weight))
def test_any_latin_greek_or_cyrillic_name_prints(name: str, weight: Weight) -> None:
    for form in ("NFC", "NFD"):
        assert characters.missing(unicodedata.normalize(form, name), FONTS[weight].characters) == ""


def test_all_weights_have_the_same_characters() -> None:
    assert len({font.characters for font in FONTS.values()}) == 1
    assert characters.PLACEHOLDER not in characters.missing(characters.PLACEHOLDER, FONTS[Weight.REGULAR].characters)


def test_missing_characters_are_named_by_item_and_field() -> None:
    portfolio = Portfolio(
        Profile(name="王 Wang", identities=(Identity("i", "other", "微信"), Identity("j", "other", "隐", shown=False))),
        credentials=(
            Credential(
                "c", "Kurs", issuer="東京大学 大学", notes="秘密", description="fine",
                evidence=(
                    Evidence("e", "file", "Scan", shows="🎓", name="证书.pdf"),
                    Evidence("f", "note", "字", private=True),
                ),
                periods=(Period("p", None, None, "号"),),
            ),
            Credential("d", "私", private=True),
        ),
        projects=(Project("p", "Karte", outcome="\ue000"), Project("q", "消", deleted=True)),
        skills=(Skill("s", "日本語"),),
    )  # fmt: skip
    assert document.missing_glyphs(portfolio) == (
        MissingGlyphs("Profile", "Name", "王"),
        MissingGlyphs("Profile", "Further identities", "微信"),
        MissingGlyphs("Kurs", "Issuer", "東京大学"),
        MissingGlyphs("Scan", "What it shows", "🎓"),
        MissingGlyphs("Scan", "File name", "证书"),
        MissingGlyphs("Kurs", "Credential number", "号"),
        MissingGlyphs("Karte", "Outcome", "\ue000"),
        MissingGlyphs("日本語", "Skill", "日本語"),
    )
