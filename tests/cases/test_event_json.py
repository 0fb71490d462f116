"""Events as JSON: one form for each, a schema, and every fault told by its path."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import povertyrules as pr
from povertyrules.cases import (
    Act,
    Acted,
    Actor,
    Corrected,
    Documented,
    Evaluated,
    Event,
    Found,
    Opened,
    Reasoned,
    canonical,
    read_event,
    to_dict,
)
from povertyrules.kernel.catalogue import CODES
from tests.cases.scenes import RECEIPT, actor, day, warned

JUDGE = jsonschema_rs.Draft202012Validator(pr.schema("event"), validate_formats=True)

ACT = Act(
    "leave_out",
    day("3-24"),
    Actor("李某", "district", ""),
    (
        Evaluated("candidate", True, day("3-22"), RECEIPT),
        Found("comparison_cleared", False, day("3-23"), actor("district")),
        Documented("比对结果", "比对〔2020〕3号"),
        Reasoned("不列入名单的理由", "有公职人员"),
    ),
    "见附件",
)
EVENTS: dict[str, Event] = {
    "opened": replace(warned("flag").opening, predecessor="甲"),
    "first": warned("flag").opening,
    "acted": Acted("乙", 2, ACT),
    "corrected": Corrected("乙", 3, 2, ACT, day("3-25"), actor("district"), "日期写错"),
    "struck": Corrected("乙", 3, 2, None, day("3-25"), actor("district"), "误报"),
}


@pytest.mark.parametrize("name", EVENTS)
def test_there_and_back(name: str) -> None:
    event = EVENTS[name]
    data = to_dict(event)
    assert read_event(data) == read_event(canonical(event)) == event
    assert read_event(json.dumps(data, indent=2).encode()) == event
    assert JUDGE.is_valid(data)
    assert JUDGE.is_valid(json.loads(canonical(event)))


def test_the_canonical_form_never_changes() -> None:
    """Whoever signs or chains events relies on each byte of it."""
    assert canonical(EVENTS["struck"]) == (
        '{"act":null,"actor":{"body":"示例村","name":"王某某","role":"district"},"case":"乙",'
        '"corrects":2,"day":"2020-03-25","format":"povertyrules-event","kind":"corrected",'
        '"number":3,"reason":"误报","version":1}'
    )
    assert canonical(Acted("乙", 2, Act("review", day("4-21"), actor("village")))) == (
        '{"act":{"actor":{"body":"示例村","name":"王某某","role":"village"},"day":"2020-04-21",'
        '"evidence":[],"note":"","transition":"review"},"case":"乙","format":"povertyrules-event",'
        '"kind":"acted","number":2,"version":1}'
    )


def faults(data: object) -> list[tuple[str, str]]:
    with pytest.raises(pr.InvalidEvent) as caught:
        read_event(data)
    for fault in caught.value.faults:
        assert fault.to_text("zh")
        assert fault.to_text("en") in str(caught.value)
    return [(fault.path, fault.code.slug) for fault in caught.value.faults]


def changed(name: str, *path: str | int, to: Any = None, without: str = "") -> dict[str, Any]:
    data = copy.deepcopy(to_dict(EVENTS[name]))
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    if without:
        del (part[path[-1]] if path else part)[without]
    else:
        part[path[-1]] = to
    return data


@pytest.mark.parametrize("kind", ["list", "object"])
@pytest.mark.parametrize("key", ["note", "actor", "evidence"])
@pytest.mark.parametrize("deep", [900, 100_000])
def test_what_is_nested_without_end_is_a_fault(kind: str, key: str, deep: int) -> None:
    """At whatever depth the JSON reader gives up, and where the data was there before."""
    begin, end = ("[", "]") if kind == "list" else ('{"a":', "}")
    text = json.dumps(changed("acted", "act", key, to="HERE"))
    assert faults(text.replace('"HERE"', f"{begin * deep}1{end * deep}"))
    inner: Any = []
    for _ in range(deep):
        inner = [inner] if kind == "list" else {"a": inner}
    assert faults(changed("acted", "act", key, to=inner))
    inner = {} if kind == "object" else []
    inner.append(inner) if kind == "list" else inner.update(a=inner)
    data = to_dict(EVENTS["acted"])
    data["act"][key] = inner
    assert faults(data)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], [("", "event-value")]),
        (None, [("", "event-value")]),
        ("{", [("", "event-value")]),
        ("[" * 100_000, [("", "event-value")]),
        ({}, [("", "event-field")]),
        (changed("acted", "kind", to="made"), [("kind", "event-value")]),
        (changed("acted", "version", to=2), [("version", "event-value")]),
        (changed("acted", "version", to=True), [("version", "event-value")]),
        (changed("acted", "format", to="receipt"), [("format", "event-value")]),
        (changed("acted", "number", to=0), [("number", "event-value")]),
        (changed("acted", "number", to="2"), [("number", "event-value")]),
        (changed("opened", "number", to=2), [("number", "event-value")]),
        (changed("acted", without="act"), [("", "event-field")]),
        (changed("acted", "akt", to=1), [("", "event-unknown-field")]),
        (changed("acted", "act", to=None), [("act", "event-value")]),
        (changed("acted", "act", "day", to="2020-02-31"), [("act.day", "event-value")]),
        (changed("acted", "act", "day", to=20200421), [("act.day", "event-value")]),
        (changed("acted", "act", without="note"), [("act", "event-field")]),
        (changed("acted", "act", "actor", to="王某"), [("act.actor", "event-value")]),
        (changed("acted", "act", "actor", without="role"), [("act.actor", "event-field")]),
        (changed("acted", "act", "evidence", to={}), [("act.evidence", "event-value")]),
        (
            changed("acted", "act", "evidence", 0, "holds", to="yes"),
            [("act.evidence[0].holds", "event-value")],
        ),
        (
            changed("acted", "act", "evidence", 1, "by", "name", to=7),
            [("act.evidence[1].by.name", "event-value")],
        ),
        (
            changed("acted", "act", "evidence", 2, "kind", to="paper"),
            [("act.evidence[2].kind", "event-value")],
        ),
        (
            changed("acted", "act", "evidence", 3, "txt", to=""),
            [("act.evidence[3]", "event-unknown-field")],
        ),
        (changed("acted", "act", "evidence", 0, to=5), [("act.evidence[0]", "event-value")]),
        (changed("opened", "predecessor", to=5), [("predecessor", "event-value")]),
        (changed("corrected", "corrects", to=None), [("corrects", "event-value")]),
        (changed("acted", "case", to="\ud800"), [("case", "event-value")]),
    ],
)  # fmt: skip
def test_what_is_no_event(data: object, told: list[tuple[str, str]]) -> None:
    assert faults(data) == told
    if isinstance(data, dict) and data.get("case") != "\ud800":
        assert not JUDGE.is_valid(data)


def test_every_fault_at_once() -> None:
    data = changed("acted", "act", "day", to="昨天")
    del data["case"]
    data["act"]["evidence"][2] = {"kind": "documented", "document": 5}
    assert faults(data) == [
        ("", "event-field"),
        ("act.evidence[2]", "event-field"),
        ("act.evidence[2].document", "event-value"),
        ("act.day", "event-value"),
    ]


def test_every_code_about_reading_is_used_here() -> None:
    slugs = {code.slug for number, code in CODES.items() if "PR93" <= number < "PR934"}
    assert slugs == {"event-field", "event-unknown-field", "event-value"}


TEXTS = st.text(max_size=8)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
ACTORS = st.builds(Actor, TEXTS, TEXTS, TEXTS)
EVIDENCE = st.one_of(
    st.builds(Evaluated, TEXTS, st.booleans(), DAYS, TEXTS),
    st.builds(Found, TEXTS, st.booleans(), DAYS, ACTORS),
    st.builds(Documented, TEXTS, TEXTS),
    st.builds(Reasoned, TEXTS, TEXTS),
)
ACTS = st.builds(Act, TEXTS, DAYS, ACTORS, st.lists(EVIDENCE, max_size=3).map(tuple), TEXTS)
ANY = st.one_of(
    st.builds(Opened, TEXTS, TEXTS, ACTS, TEXTS, TEXTS, st.none() | TEXTS),
    st.builds(Acted, TEXTS, st.integers(1, 10**9), ACTS),
    st.builds(
        Corrected, TEXTS, st.integers(1, 99), st.integers(1, 99), st.none() | ACTS, DAYS, ACTORS,
        TEXTS,
    ),
)  # fmt: skip


@given(ANY)
def test_any_event_comes_back(event: Event) -> None:
    assert read_event(canonical(event)) == event
    assert canonical(read_event(to_dict(event))) == canonical(event)
    assert JUDGE.is_valid(to_dict(event))


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield data, key
            yield from places(data[key])


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, 1, 2, -1, 1.5, "", "x", "2020-04-20", "2020-02-31", [], {}, "acted", "found",
     {"kind": "documented", "document": "a", "reference": "b"}, ["x"]]
)  # fmt: skip


@given(ANY, st.data())
def test_the_verdict_is_that_of_the_schema(event: Event, data: st.DataObject) -> None:
    changed_data = to_dict(event)
    for _ in range(data.draw(st.integers(1, 2))):
        container, key = data.draw(st.sampled_from(list(places(changed_data))))
        if data.draw(st.booleans()) and isinstance(container, dict):
            del container[key]
        else:
            container[key] = copy.deepcopy(data.draw(JUNK))
    try:
        read_event(changed_data)
    except pr.InvalidEvent:
        assert not JUDGE.is_valid(changed_data)
    else:
        assert JUDGE.is_valid(changed_data)
