"""Each character of a scalar's value is found where the author wrote it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.syntax.compose import compose
from povertyrules.syntax.document import Mapping, Scalar
from tests.syntax.reading import mapping_of, scalar_of

BLANK = " \t\r\n"


def check_offsets(source: str, scalar: Scalar) -> None:
    """Each character that is not blank stands in the source where its offset says."""
    assert len(scalar.offsets) == len(scalar.text)
    assert list(scalar.offsets) == sorted(scalar.offsets)
    for char, offset in zip(scalar.text, scalar.offsets, strict=True):
        written = source[offset]
        if written == "\\" and scalar.style == "double":
            assert yaml.safe_load(f'"{escape_at(source, offset)}"') == char
        elif char not in BLANK:
            assert written == char
        else:
            assert written in BLANK


def escape_at(source: str, offset: int) -> str:
    width = {"x": 4, "u": 6, "U": 10}.get(source[offset + 1], 2)
    return source[offset : offset + width]


CASES = {
    "plain": "k: 年人均纯收入 < 监测线\n",
    "plain with spaces": "k:    a  and   b   # 注\n",
    "plain over lines": "k: 年人均纯收入\n  < 监测线\n\n     and  b\n  or c\n",
    "single": "k: 'it''s  ''年'' \"x\"'\n",
    "single over lines": "k: 'a  \n\n   it''s\n   b '\n",
    "double": 'k: "a \\"年\\" \\u5e74 \\x41\\U0001F600 \\t\\\\ z"\n',
    "double over lines": 'k: "a  \\\n    b\\\n\n    c\n\n    d  e"\n',
    "double with escaped blanks": 'k: "a\\ \\x20 b \\  \n  c"\n',
    "literal": "k: |\n  a and\n    b\n\n  年 < c\n",
    "literal, stripped": "k: |-  # 注\n  a and\n    b\n\n\n",
    "literal, kept": "k: |+\n  a\n\n\n",
    "literal with an indentation indicator": "k: |2\n     a\n   b\n",
    "folded": "k: >\n  年人均纯收入\n  < 监测线\n\n  and b\n    more\n  c\n",
    "folded, indicator and chomping": "k: >1-\n   a\n b\n\n\n c\n",
    "carriage returns": "k: >-\r\n  a and\r\n  年\r\n\r\n  b\r\n",
    "carriage returns, quoted": 'k: "a\r\n  b\\\r\n  c"\r\n',
    "beyond the basic plane": "k: '😀 𠮷野 < 𠮷'\n",
}


@pytest.mark.parametrize("text", CASES.values(), ids=list(CASES))
def test_offsets(text: str) -> None:
    value = mapping_of(text).get("k")
    assert isinstance(value, Scalar)
    assert value.text == yaml.safe_load(text)["k"]
    check_offsets(text, value)


def test_a_part_of_a_folded_text() -> None:
    text = "k: >-\n  年人均纯收入\n    < 监测线\n"
    value = mapping_of(text).get("k")
    assert isinstance(value, Scalar)
    start = value.text.index("监测线")
    assert value.part(start, start + 3).text == "监测线"
    assert value.part(start, start + 3).line == 3
    assert value.part(start, start + 3).column == 7


def test_blanks_of_a_literal_text_that_begins_with_them() -> None:
    check_offsets(*_value("k: |1\n   a\n  b\n"))


def _value(text: str) -> tuple[str, Scalar]:
    value = mapping_of(text).get("k")
    assert isinstance(value, Scalar)
    return text, value


CHARACTERS = st.sampled_from(" \n'\"\\年人a<:#-\t😀é()[]{},&*!|>%@`")
TEXTS = st.text(CHARACTERS, max_size=60)
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@given(text=TEXTS, style=STYLES, width=st.integers(5, 40), unicode=st.booleans())
def test_offsets_of_whatever_an_emitter_writes(
    text: str, style: str | None, width: int, unicode: bool
) -> None:
    written = yaml.dump(
        {"k": {"e": text}}, default_style=style, width=width, allow_unicode=unicode
    ).replace("!!str ", "")
    composed = compose(Source("text.yaml", written), Report())
    assert composed is not None
    assert isinstance(composed.root, Mapping)
    inner = composed.root.get("k")
    assert isinstance(inner, Mapping)
    value = inner.get("e")
    assert isinstance(value, Scalar)
    assert value.text == yaml.load(written, yaml.BaseLoader)["k"]["e"]  # noqa: S506
    check_offsets(written, value)


WORDS = st.text(st.sampled_from("年人均a<b(5.)"), min_size=1, max_size=4)
GAPS = st.sampled_from([" ", "  ", " \n  ", "\n  ", "\n\n   ", "\n \n\n    "])


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=8), st.sampled_from(["", "'", '"']))
def test_offsets_of_texts_over_several_lines(pairs: list[tuple[str, str]], quote: str) -> None:
    body = "".join(word + gap for word, gap in pairs).rstrip()
    scalar = scalar_of(f" {quote}{body}{quote}\n") if quote else None
    if scalar is None:
        # a plain text by itself could be read as a number
        scalar = scalar_of(f" 年{body}\n")
        check_offsets(f" 年{body}\n", scalar)
    else:
        check_offsets(f" {quote}{body}{quote}\n", scalar)
