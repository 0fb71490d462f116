"""The JSON Schemas that are published with the library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

SchemaOf = Literal["ruleset", "explanation", "receipt", "event"]

_PACKAGE = Path(__file__).parents[1]
_FILES: dict[str, str] = {
    "ruleset": "syntax/ruleset-1.schema.json",
    "explanation": "explain/explanation-1.schema.json",
    "receipt": "explain/receipt-1.schema.json",
    "event": "cases/event-1.schema.json",
}


def schema(of: SchemaOf) -> dict[str, Any]:
    """The schema (draft 2020-12) of ruleset files, of explanations as plain data, of
    receipts, or of events of cases. The dict is the caller's own."""
    loaded: dict[str, Any] = json.loads((_PACKAGE / _FILES[of]).read_text("utf-8"))
    return loaded
