"""Files: what leaves the digest as it is, what changes it, and that printing loses nothing."""

from __future__ import annotations

from random import Random

from hypothesis import assume, given, note
from hypothesis import strategies as st

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source, checked
from povertyrules.syntax.parse import parse_file
from povertyrules.syntax.printer import print_document, print_expression
from tests.property import deciding
from tests.property.forms import Form, Sought, Step, inside
from tests.property.mutations import changes
from tests.property.rulesets import rulesets
from tests.property.spelling import Speller
from tests.property.writing import labels_of, write
from tests.syntax.reading import shape, tree_of
from tests.syntax.trees import without_spans

SEEDS = st.integers(0, 10**9)


@given(form=rulesets(), seed=SEEDS)
def test_the_digest_is_of_the_meaning_not_of_the_text(form: Form, seed: int) -> None:
    """Order, layout, comments, `meta`, brackets, quotation marks, labels for names."""
    first, second = write(form), write(form, seed)
    note(first)
    note(second)
    one, other = (checked(Source("made.yaml", text)) for text in (first, second))
    assert one.canonical == other.canonical
    assert one.digest == other.digest


@given(data=st.data(), form=rulesets())
def test_every_change_of_meaning_changes_the_digest(data: st.DataObject, form: Form) -> None:
    what, make = data.draw(st.sampled_from(changes(form)))
    text = write(make())
    note(f"{what}\n{write(form)}\n{text}")
    changed, _ = check_source(Source("made.yaml", text))
    assume(changed is not None)
    assert changed is not None
    assert changed.digest != deciding.checked(form).digest


@given(form=rulesets(), seed=SEEDS)
def test_a_printed_file_is_the_same_ruleset(form: Form, seed: int) -> None:
    text = write(form, seed)
    note(text)
    parsed = parse_file(Source("made.yaml", text), Report())
    assert parsed is not None
    printed = print_document(parsed.root)
    note(printed)
    again = parse_file(Source("printed.yaml", printed), Report())
    assert again is not None
    assert shape(again.root) == shape(parsed.root)
    assert print_document(again.root) == printed
    assert checked(Source("printed.yaml", printed)).digest == deciding.checked(form).digest


@given(form=rulesets(), seed=SEEDS)
def test_a_printed_expression_is_the_same_tree(form: Form, seed: int) -> None:
    """However it was spelt, and in the same text each time."""
    plainest = Speller({}, None)
    another = Speller(labels_of(form), Random(seed))
    for expression in (e for d in form.definitions for e in inside(d.body)):
        if isinstance(expression, Sought | Step):
            continue
        for speller in (plainest, another):
            text = speller.spell(expression)
            note(text)
            tree = tree_of(text)
            printed = print_expression(tree)
            assert without_spans(tree_of(printed)) == without_spans(tree)
            assert print_expression(tree_of(printed)) == printed
