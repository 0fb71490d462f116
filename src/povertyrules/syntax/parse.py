"""From a source to a parsed file: events, nodes, schema, and what is left of it."""

from __future__ import annotations

from itertools import islice

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.syntax.characters import check_source
from povertyrules.syntax.compose import compose
from povertyrules.syntax.document import Mapping, ParsedFile
from povertyrules.syntax.prune import prune
from povertyrules.syntax.schema import misfits
from povertyrules.syntax.structure import Describer, respelt

_MOST_MISFITS = 200
"""A file with more is not judged any further."""


def parse_file(source: Source, report: Report) -> ParsedFile | None:
    """Read a ruleset file and judge its structure; every fault found is reported.

    None if nothing can be judged any further: the text cannot be read to its end, or so
    much does not fit that the rest would only seem wrong. A section whose name is misspelt
    is read as the one that is meant.
    """
    if not check_source(source, report):
        return None
    composed = compose(source, report)
    if composed is None:
        return None
    root = composed.root
    if isinstance(root, Mapping):
        root = respelt(root, report)
    found = list(islice(misfits(root, composed.faulty), _MOST_MISFITS))
    describer = Describer(report)
    for misfit in found:
        describer.describe(misfit)
    if not isinstance(root, Mapping) or len(found) == _MOST_MISFITS:
        return None
    return prune(root, found, composed.faulty)
