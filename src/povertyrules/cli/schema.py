"""`povertyrules schema`: the published JSON Schemas."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from povertyrules.api.schemas import schema as schema_of
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal


class SchemaName(StrEnum):
    """What there is a schema of."""

    ruleset = "ruleset"
    explanation = "explanation"
    receipt = "receipt"
    event = "event"


def schema(
    name: Annotated[
        SchemaName, typer.Argument(metavar="NAME", help="help_schema_name")
    ] = SchemaName.ruleset,
    lang: LangOption = None,
) -> None:
    """Print a schema."""
    Terminal(lang).write(as_json(schema_of(name.value)))
