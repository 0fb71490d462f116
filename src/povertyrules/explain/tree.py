"""The explanation of a decision as a tree of plain data, and what is made of it.

`compile_tree` prepares a ruleset for one day; what it returns turns each observation into a
dict whose format is `explanation-1.schema.json`. The dict has two parts: tables that are the
same for every record (clauses, parameters, facts, definitions), and `result`, the record
with its facts, the reasons of each definition, its groups, and its items alike. The nodes of
the reasons name clauses, facts and definitions by id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from povertyrules.explain.builder.items import function_name, write_items
from povertyrules.explain.builder.program import Program
from povertyrules.explain.markdown import render_markdown
from povertyrules.explain.needed import needed
from povertyrules.explain.plain import render_text
from povertyrules.explain.tables import build_tables
from povertyrules.kernel.codes import Language
from povertyrules.model.outcome import Binding, Observation
from povertyrules.model.ruleset import Ruleset

Tree = dict[str, Any]
Render = Callable[[str, Tree, Language], str]
"""What writes a tree in a form, by the form's name."""


def compile_tree(
    ruleset: Ruleset, binding: Binding, *, show_sensitive: bool = False
) -> Callable[[Observation], Tree]:
    """The function that makes the explanation of an observation as plain data.

    The tables and some leaves are shared by all dicts that it makes: read them, copy them
    before changing anything. Sensitive facts are masked unless `show_sensitive` is true; the
    key of the record itself, which the caller gave and the page is about, is not, where it
    stands as the record's `key`. The keys of items are masked if they are sensitive.
    """
    program = Program(ruleset, binding, show_sensitive=show_sensitive)
    write_items(program)
    make = program.compile(function_name(ruleset.root))
    tables = build_tables(ruleset, binding)

    def build(observation: Observation) -> Tree:
        undecided: list[bool] = []
        result = make(observation, "", undecided)
        missing = [n.to_dict() for n in needed(ruleset, observation)] if undecided else []
        return {**tables, "result": result, "needed": missing}

    return build


class Explainer:
    """Makes explanations for one ruleset and one day; prepares itself when first used."""

    def __init__(self, ruleset: Ruleset, binding: Binding, render: Render | None = None) -> None:
        self.ruleset = ruleset
        self.binding = binding
        self.render = render
        self._builders: dict[bool, Callable[[Observation], Tree]] = {}

    def explain(self, observation: Observation) -> Explanation:
        return Explanation(self, observation)

    def tree(self, observation: Observation, *, show_sensitive: bool = False) -> Tree:
        """The explanation as plain data."""
        build = self._builders.get(show_sensitive)
        if build is None:
            build = compile_tree(self.ruleset, self.binding, show_sensitive=show_sensitive)
            self._builders[show_sensitive] = build
        return build(observation)


class Explanation:
    """Why a record was decided as it was. Built when it is read."""

    def __init__(self, explainer: Explainer, observation: Observation) -> None:
        self._explainer = explainer
        self._observation = observation

    def to_dict(self, *, show_sensitive: bool = False) -> Tree:
        """Plain data in the format of `explanation-1.schema.json`.

        Parts of it are shared with other explanations: copy it before changing it. Sensitive
        facts are masked unless `show_sensitive` is true, but for the `key` of the record
        itself, which says what the explanation is about.
        """
        return self._explainer.tree(self._observation, show_sensitive=show_sensitive)

    def to_text(
        self,
        lang: Language = "zh",
        *,
        outcomes: Collection[str] | None = None,
        show_sensitive: bool = False,
    ) -> str:
        """Plain text for a reader; of the outcomes with these ids, or of all.

        A text of some outcomes says that the others are not listed. Raises ValueError if
        there is no such outcome or `lang` is neither `zh` nor `en`, TypeError if `outcomes`
        is one text.
        """
        return render_text(self.to_dict(show_sensitive=show_sensitive), lang, outcomes)

    def render(self, form: str, lang: Language = "zh", *, show_sensitive: bool = False) -> str:
        """The explanation in a form by name: `text`, `markdown`, `json`, or one of a plugin.

        Raises `UnknownPlugin` where there is none of that name, `FailedPlugin` where it does
        not do its work.
        """
        render = self._explainer.render
        if render is None:
            raise ValueError("this explanation was made without a host's forms")
        return render(form, self.to_dict(show_sensitive=show_sensitive), lang)

    def to_markdown(
        self,
        lang: Language = "zh",
        *,
        outcomes: Collection[str] | None = None,
        show_sensitive: bool = False,
    ) -> str:
        """Markdown for a reader, in which nothing from the facts acts as markup.

        Outcomes, languages and errors are as for `to_text`.
        """
        return render_markdown(self.to_dict(show_sensitive=show_sensitive), lang, outcomes)


def explain(ruleset: Ruleset, binding: Binding, observation: Observation) -> Explanation:
    """The explanation of one observation. For many of them, keep an `Explainer`."""
    return Explainer(ruleset, binding).explain(observation)
