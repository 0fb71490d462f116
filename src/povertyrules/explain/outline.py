"""An explanation as a page: the result first, what is still needed, then the reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from povertyrules.explain.items import Items
from povertyrules.explain.lines import Line, Page, Section
from povertyrules.explain.speech import Node, Speech
from povertyrules.explain.words import Words
from povertyrules.kernel.suggest import nearest

_ORDER = ("holds", "unknown", "fails")


def build_page(
    tree: Node, words: Words, escape: Callable[[str], str], wanted: Collection[str] | None
) -> Page:
    """The page about the outcomes and patterns with these ids, or about all outcomes and the
    patterns that match something.

    Raises TypeError if `wanted` is one text, ValueError if there is no such outcome.
    """
    if wanted is not None:
        _check_wanted(tree, wanted)
    return _Outline(Speech(tree, words, escape), wanted).page()


def _check_wanted(tree: Node, wanted: Collection[str]) -> None:
    if isinstance(wanted, str):
        message = f"outcomes are a list of ids, such as [{wanted!r}], not one text"
        raise TypeError(message)
    definitions = tree["definitions"].items()
    known = [name for name, d in definitions if d["kind"] == "outcome" or "pattern" in d]
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {near!r}?" if near else f"; known are: {', '.join(known)}"
            message = f"there is no outcome {name!r}{hint}"
            raise ValueError(message)


class _Outline(Items):
    """Tells one record: its outcomes in the order holds, unknown, fails."""

    def __init__(self, speech: Speech, wanted: Collection[str] | None) -> None:
        super().__init__(speech)
        definitions = speech.tree["definitions"]
        self._outcomes = [
            name
            for name, definition in definitions.items()
            if definition["kind"] == "outcome" and (wanted is None or name in wanted)
        ]
        kinds = [definition["kind"] for definition in definitions.values()]
        self._wanted = wanted
        self._filtered = len(self._outcomes) < kinds.count("outcome")
        self._statuses = {name: list(self._cases(name)) for name in self._outcomes}
        self._without_list = set(self._entities_not_given(speech.tree["result"]))
        self._outcomes.sort(key=self._rank)
        ordinals = map(self.words.ordinal, range(1, len(self._outcomes) + 1))
        self.sections = dict(zip(self._outcomes, ordinals, strict=True))
        self._quoted: set[str] = set()
        self._also_cited: list[str] = []

    def _rank(self, name: str) -> int:
        statuses = {status for _, status in self._statuses[name]}
        return next((rank for rank, status in enumerate(_ORDER) if status in statuses), 3)

    def _cases(self, outcome: str) -> Iterator[tuple[str, str]]:
        """The status of an outcome for the record, or for each item that it is decided for."""
        entity = self.speech.definition(outcome)["entity"]
        for path in self._paths(entity, self.speech.tree["result"]):
            yield path, self.speech.item(path)["definitions"][outcome]["status"]

    def _paths(self, entity: str, item: Node) -> Iterator[str]:
        if item["entity"] == entity:
            yield item["path"]
        for items in item["items"].values():
            for child in items or ():
                yield from self._paths(entity, child)

    def _entities_not_given(self, item: Node) -> Iterator[str]:
        """The entities of which some item is not known because a list was not given."""
        for collection, items in item["items"].items():
            if items is None:
                yield from self._nested(collection)
            for child in items or ():
                yield from self._entities_not_given(child)

    def _nested(self, entity: str) -> Iterator[str]:
        yield entity
        for name, other in self.speech.tree["entities"].items():
            if other["of"] == entity:
                yield from self._nested(name)

    def page(self) -> Page:
        needed = self._needed()
        sections = [
            Section(self.words.say("summary"), tuple(self._summary()), strong=True),
            *([Section(self.words.say("still_needed"), tuple(needed))] if needed else []),
            *(self._section(name) for name in self._outcomes),
            *self._patterns(),
        ]
        sections.extend(self._quotations())
        return Page(self._title(), tuple(self._subtitle()), tuple(sections))

    # the head

    def _title(self) -> str:
        tree, root = self.speech.tree, self.speech.tree["result"]
        entity = self.speech.entity(tree["ruleset"]["root"])
        if root["key"] is None:
            return entity
        return self.words.say("record", entity=entity, key=self.speech.escape(root["key"]))

    def _subtitle(self) -> Iterator[str]:
        tree, escape, say = self.speech.tree, self.speech.escape, self.words.say
        ruleset = tree["ruleset"]
        yield say("as_of_line", date=tree["as_of"])
        documents = (source["number"] for source in tree["sources"].values())
        numbers = [n for n in documents if n and n not in ruleset["title"]]
        title = self.words.note(escape(ruleset["title"]), self.words.listed(map(escape, numbers)))
        yield say("basis", title=title)
        yield say("ruleset", id=ruleset["id"], version=escape(ruleset["version"]))
        if ruleset["in_force"]["interpretation"]:
            text = escape(ruleset["in_force"]["interpretation"])
            yield say("ruleset_interpretation", text=text)

    # the summary

    def _summary(self) -> Iterator[Line]:
        yield from self._groups(self.speech.tree["result"])
        single = [name for name in self._outcomes if not self._of_items(name)]
        for status in _ORDER:
            names = [n for n in single if self._statuses[n] == [("", status)]]
            if names or (status != "unknown" and not self._filtered):
                listed = self.words.listed(map(self._outcome_label, names))
                listed = listed or self.words.say("empty")
                yield Line(0, self.words.pair(self.words.say(f"list_{status}"), listed))
        for name in self._outcomes:
            if self._of_items(name):
                yield Line(0, self.words.pair(self._outcome_label(name), self._tallied(name)))
        if self._filtered:
            shown = self.words.listed(map(self._outcome_label, self._outcomes))
            shown = shown or self.words.say("empty")
            yield Line(0, self.words.say("only_these", outcomes=shown))

    def _of_items(self, outcome: str) -> bool:
        root = self.speech.tree["ruleset"]["root"]
        return bool(self.speech.definition(outcome)["entity"] != root)

    def _outcome_label(self, name: str) -> str:
        return self.speech.escape(self.speech.definition(name)["label"])

    def _tallied(self, outcome: str) -> str:
        """How often an outcome of items holds, fails, is unknown."""
        statuses = [status for _, status in self._statuses[outcome]]
        parts = [
            self.words.say(f"items_{status}", count=statuses.count(status))
            for status in _ORDER
            if status in statuses
        ]
        entity = self.speech.definition(outcome)["entity"]
        if entity in self._without_list:
            absent = self.words.say("not_given")
            parts.append(self.words.pair(self.speech.entity(entity), absent))
        return self.words.listed(parts) or self.words.say("nobody")

    def _groups(self, item: Node) -> Iterator[Line]:
        """The result of each group, for the record and for the items below it."""
        for group in item["groups"].values():
            label = self.speech.escape(group["label"])
            if item["path"]:
                name = self.speech.item_name(item["path"], item["key"])
                label = self.words.say("fact_of", item=name, label=label)
            yield Line(0, self.words.pair(label, self._group_result(group)))
        for items in item["items"].values():
            for child in items or ():
                yield from self._groups(child)

    def _group_result(self, group: Node) -> str:
        if group["status"] == "holds":
            return self._outcome_label(group["outcome"])
        if group["status"] == "fails":
            return self.words.say("none_of_group")
        outcomes = self.words.listed(map(self._outcome_label, group["possible"]))
        return self.words.say("group_unknown", outcomes=outcomes)

    def _needed(self) -> list[Line]:
        return [
            Line(0, self._need(need))
            for need in self.speech.tree["needed"]
            if any(self._outcome_of(path) in self.sections for path in need["outcomes"])
        ]

    def _outcome_of(self, path: str) -> str:
        return path.rpartition(".")[2]

    def _need(self, need: Node) -> str:
        """What is missing, who must find it, and which outcomes it could decide."""
        escape, say = self.speech.escape, self.words.say
        label = escape(need["label"])
        place = need["path"].rpartition(".")[0]
        if place:
            label = say("fact_of", item=self.speech.item_name(place), label=label)
        if need["by"]:
            by, question = escape(need["by"]["label"]), escape(need["question"])
            state = say("ask", by=by, question=question)
        else:
            state = say("not_given" if need["collection"] else "missing")
        names = dict.fromkeys(self._outcome_of(path) for path in need["outcomes"])
        outcomes = self.words.listed(map(self._outcome_label, names))
        return self.words.note(
            self.words.pair(label, state), say("could_decide", outcomes=outcomes)
        )

    # the reasons

    def _section(self, name: str) -> Section:
        self.lines, self.cited = [], []
        definition = self.speech.definition(name)
        self.section, self.heading = self.sections[name], definition["cites"]
        cases = self._statuses[name]
        if self._of_items(name):
            status = self._tallied(name)
            for path, case in cases:
                self._item_case(name, path, case)
        else:
            status = self.words.say(cases[0][1])
            self._reasons(0, name, "")
        self._attributes(definition, cases)
        self.interpretation(0, name, definition["interpretation"])
        if definition["note"]:
            self.tell(0, self.words.say("remark", text=self.speech.escape(definition["note"])))
        self._quote(definition["cites"])
        self._also_cited.extend(self.cited)
        heading = self.words.note(
            self.words.pair(self._outcome_label(name), status),
            self.speech.clauses(definition["cites"]),
        )
        heading = self.words.say("section", number=self.sections[name], title=heading)
        return Section(heading, tuple(self.lines), strong=True)

    def _item_case(self, name: str, path: str, status: str) -> None:
        key = self.speech.item(path)["key"]
        text = self.words.pair(self.speech.item_name(path, key), self.words.say(status))
        self.tell(0, text)
        self._reasons(1, name, path)

    def _reasons(self, depth: int, name: str, path: str) -> None:
        self.own = self.context = path
        self.condition(depth, self.speech.item(path)["definitions"][name]["because"])
        self.own = self.context = ""

    def _attributes(self, definition: Node, cases: list[tuple[str, str]]) -> None:
        """What an outcome entails, unless it holds nowhere."""
        if any(status != "fails" for _, status in cases):
            for key, text in definition["attributes"].items():
                self.tell(0, self.words.pair(self.speech.escape(key), self.speech.escape(text)))

    def _patterns(self) -> list[Section]:
        """The patterns that were asked for; if nothing was, those that hold: as information."""
        self.lines, self.cited, self.heading, self.section = [], [], [], ""
        cited: list[str] = []
        for name, definition in self.speech.tree["definitions"].items():
            if "pattern" not in definition or not (self._wanted is None or name in self._wanted):
                continue
            for path, status in self._cases(name):
                if status == "holds" or self._wanted is not None:
                    self._pattern(name, path, status)
                    cited.extend(definition["cites"])
        self._quote(cited)
        self._also_cited.extend(self.cited)
        title = self.words.say("patterns")
        return [Section(title, tuple(self.lines))] if self.lines else []

    def _pattern(self, name: str, path: str, status: str) -> None:
        definition = self.speech.definition(name)
        self.own = path
        node = {"kind": "definition", "definition": name, "item": path, "status": status}
        self.condition(0, node)
        if definition["note"]:
            self.tell(1, self.words.say("remark", text=self.speech.escape(definition["note"])))
        self.own = ""

    def _quote(self, references: list[str]) -> None:
        """The wording of clauses, where not quoted before."""
        for reference in dict.fromkeys(references):
            if reference not in self._quoted:
                self._quoted.add(reference)
                text = self.speech.escape(self.speech.tree["clauses"][reference]["text"])
                clause = self.speech.clause(reference)
                self.tell(0, self.words.say("original", clause=clause, text=text), "quote")

    def _quotations(self) -> list[Section]:
        """The clauses that reasons cite and no section above quotes."""
        self.lines = []
        self._quote(self._also_cited)
        return [Section(self.words.say("quotations"), tuple(self.lines))] if self.lines else []
