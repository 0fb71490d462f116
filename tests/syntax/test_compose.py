"""Events to nodes: what is kept, and what a ruleset may not have."""

from __future__ import annotations

import pytest
import yaml

from povertyrules.kernel.diagnostics import MAX_REPORTED, Report
from povertyrules.kernel.source import Source
from povertyrules.syntax.compose import compose
from povertyrules.syntax.document import Mapping, Scalar, Sequence
from tests.syntax.reading import codes_of, mapping_of, shape


@pytest.fixture(params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both of PyYAML's scanners: the C one may be missing where PyYAML was built."""
    if request.param == "C":
        assert hasattr(yaml, "CSafeLoader")
    else:
        monkeypatch.delattr(yaml, "CSafeLoader")
    return str(request.param)


TEXT = """\
# 说明
a: 5
b: [x, "y 😀", {c: 'd'}]
e:
  - f: >-
      年人均
      纯收入
    g: |
      甲
  - [5.0]
"""


def test_nodes(loader: str) -> None:
    root = mapping_of(TEXT)
    assert shape(root) == {
        "a": ("int", "5"),
        "b": [("str", "x"), ("str", "y 😀"), {"c": ("str", "d")}],
        "e": [{"f": ("str", "年人均 纯收入"), "g": ("str", "甲\n")}, [("Decimal", "5.0")]],
    }


def test_spans(loader: str) -> None:
    root = mapping_of(TEXT)
    entry = root.entry("b")
    assert entry is not None
    assert entry.key.span.text == "b"
    assert entry.value.span.text == "[x, \"y 😀\", {c: 'd'}]"
    items = root.get("e")
    assert isinstance(items, Sequence)
    assert isinstance(items.items[0], Mapping)
    folded = items.items[0].get("f")
    assert isinstance(folded, Scalar)
    assert folded.span.text == "年人均\n      纯收入"
    assert items.span.text.endswith("[5.0]")
    assert root.span.text == TEXT[TEXT.index("a") :].rstrip()


REFUSED = {
    "PR008": ["a: [1, 2\nb: 3", "a: b: c", "a: 'x", 'a: "\\q"', "- a\nb: c", "]", "a: |x\n  y"],
    "PR009": ["a:\n\t- b", "\ta: 1"],
    "PR010": ["a: x\n---\nb: 1", "a: x\n...\n---\nb: 1"],
    "PR011": ["a: x\na: z", "{a: x, 'a': z}"],
    "PR012": ["a: &b c", "a: &b [c]", "&a b: c", "a: &b\n  c: d"],
    "PR013": ["a: *b", "[*b]", "*b : c"],
    "PR014": ["a: !!str c", "a: !x [c]", "!!map {a: b}", "a: !<tag:yaml.org,2002:int> 5", "a: ! b"],
    "PR015": ["<<: {a: b}"],
    "PR016": ["5: a", "2.1: a", "true: a", "010: a", "12:30: a", "~: a"],
    "PR017": ["[a]: b", "{a: b}: c", "? [a]\n: b"],
    "PR021": ["yes: a", "a: on"],
    "PR030": ["a:", "a: ~", "- ", "{a}", "a: null", "[a, ~]"],
    "PR031": ["%YAML 1.2\n---\na: b", "%TAG ! tag:x,2000:\n---\na: b"],
    "PR032": ["", "# a\n", "\n\n"],
    "PR033": ["a：b\nc: d", "x: z\nc：d\n"],
    "PR037": ["a: `b`", "a: @b", "a: %b"],
    "PR038": ["a: {b: 5,000}", "a: {b: 5,000.50, c: d}"],
    "PR039": ['a: "b" in c', "a: 'b' == c"],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts]
)
def test_refused(code: str, text: str, loader: str) -> None:
    assert codes_of(text) == [code]


@pytest.mark.parametrize(
    "text", ["---\na: b\n", "a: b\n...\n", "n: a", "y: a", "a: 'yes'", "'5': a", "a: b\r\nc: d\r\n"]
)
def test_accepted(text: str, loader: str) -> None:
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("escape", "code"),
    [("\\0", "PR004"), ("\\e", "PR005"), ("\\u202e", "PR006"), ("\\u200b", "PR007")],
)
def test_an_escape_hides_nothing(escape: str, code: str) -> None:
    assert codes_of(f'a: "b{escape}c"') == [code]
    assert codes_of(f'"b{escape}c": a') == [code]


def test_the_limits() -> None:
    assert codes_of("[" * 64 + "]" * 64) == []
    assert codes_of("[" * 65 + "]" * 65) == ["PR018"]
    assert codes_of("- " * 64 + "a") == []
    assert codes_of("- " * 65 + "a") == ["PR018"]
    assert codes_of("- a\n" * 19_999) == []
    assert codes_of("- a\n" * 20_000) == ["PR019"]
    assert codes_of("a: " + "b" * 20_000) == []
    assert codes_of("a: " + "b" * 20_001) == ["PR020"]


def test_faulty_values_are_remembered() -> None:
    composed = compose(Source("text.yaml", "a: yes\nb: *c\nd: e\nf: ~\n"), Report())
    assert composed is not None
    assert isinstance(composed.root, Mapping)
    faulty = [e.key.text for e in composed.root if e.value in composed.faulty]
    assert faulty == ["a", "b", "f"]


def test_all_faults_of_one_run_are_reported() -> None:
    assert codes_of("a: yes\nb: 010\na: &x 1e5\nc: [*x, !y z]\n") == [
        "PR021", "PR022", "PR011", "PR012", "PR024", "PR013", "PR014",
    ]  # fmt: skip


def test_the_report_is_capped() -> None:
    report = Report()
    compose(Source("text.yaml", "".join(f"k: {i}\n" for i in range(500))), report)
    found = list(report)
    assert len(found) == MAX_REPORTED + 1
    assert found[-1].code.slug == "too-many-faults"
    assert "399" in found[-1].message("en")
    assert "399" in found[-1].message("zh")
