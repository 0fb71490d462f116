"""Plain data as JSON text for other programs, Chinese left legible."""

from __future__ import annotations

import json
from typing import Any


def as_json(data: Any) -> str:
    """Two spaces of indentation; characters that are no text are escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
