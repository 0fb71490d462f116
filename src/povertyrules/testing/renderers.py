"""The laws of renderers: text, the same each time, in which no fact acts as markup."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.codes import LANGUAGES, Language
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.source import Source
from povertyrules.model.check import checked
from povertyrules.plugins.declarations import Renderer
from povertyrules.testing.breaches import MOST, breach

_HARMLESS = "王小明王小明王小明"
_HOSTILE = (
    "<script>alert(1)</script>", "</td></tr><b>x</b>", '"><img src=x onerror=y>', "&lt;b&gt;",
    "<!-- x", "]]>", "{{ 7*7 }}", "{% raw %}", "${x}", "\u202e<b>", "'onclick='x",
)  # fmt: skip
_RULESET = """
povertyrules: 1
ruleset: {id: kit, version: "1", title: 试验, in_force: {from: 2020-01-01}}
sources: {paper: {title: 试验文件, clauses: {"1": 姓名写明的，予以登记。}}}
facts:
  household:
    name: {type: text, label: 姓名, max_length: 100}
    note: {type: text, label: 备注, max_length: 100}
    income: {type: money, label: 收入, min: 0, max: 100000}
outcomes:
  noted: {label: 有备注, when: 'starts_with(note, "x") or income < 500', cite: paper#1}
  named: {label: 姓名相符, when: 'name == note', cite: paper#1}
"""


def check_renderer(renderer: Renderer) -> list[Fault]:
    """Render explanations whose facts try to act as markup, in both languages."""
    faults: list[Fault] = []
    for language in LANGUAGES:
        faults += _breaches(renderer, language)
    return list({fault.to_text(): fault for fault in faults}.values())[:MOST]


def tree_of(text: str) -> dict[str, Any]:
    """The explanation of a household two of whose facts are the text."""
    ruleset = Ruleset(checked(Source("kit.yaml", _RULESET)))
    facts = {"name": text, "note": text, "income": 400}
    return ruleset.evaluate(facts, as_of="2020-06-01").explain().to_dict()


def _breaches(renderer: Renderer, language: Language) -> Iterator[Fault]:
    plain = tree_of(_HARMLESS)
    first, second = (_rendered(renderer, plain, language) for _ in range(2))
    if isinstance(first, Fault):
        yield first
        return
    if first != second:
        yield breach(codes.RENDERER_BREAKS, renderer, "it gives two texts for one explanation")
    for text in _HOSTILE:
        made = _rendered(renderer, tree_of(text), language)
        if isinstance(made, Fault):
            yield made
        elif reason := _acts(renderer.media_type, str(first), str(made)):
            yield breach(codes.RENDERER_BREAKS, renderer, f"{reason} where a fact is {text!r}")


def _rendered(renderer: Renderer, tree: Mapping[str, Any], language: Language) -> str | Fault:
    try:
        text = renderer.render(deepcopy(dict(tree)), language)
    except Exception as error:  # noqa: BLE001 - the plugin's code
        return breach(codes.RENDERER_BREAKS, renderer, f"it raised {type(error).__name__}")
    return (
        text
        if isinstance(text, str)
        else breach(codes.RENDERER_BREAKS, renderer, f"it gave a {type(text).__name__}")
    )


def _acts(media_type: str, harmless: str, hostile: str) -> str:
    """What a fact does to the text besides standing in it."""
    if "html" in media_type or "xml" in media_type:
        return "" if _tags(harmless) == _tags(hostile) else "there are other tags"
    if "json" in media_type:
        try:
            json.loads(hostile)
        except ValueError:
            return "there is no JSON"
    return ""


class _Tags(HTMLParser):
    """The tags of a page with the names of their attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002  as the base class has it
        self.found.append("comment")


def _tags(page: str) -> list[object]:
    parser = _Tags()
    parser.feed(page)
    parser.close()
    return parser.found
