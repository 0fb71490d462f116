"""How this program is called here, for commands that are shown to be copied."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

NAME = "povertyrules"


def invocation() -> str:
    """`povertyrules` where a shell would find this very program by its name, or else what it
    was started by: a virtual environment that is not active is on nobody's path."""
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m {NAME}"
    found = shutil.which(NAME)
    if started.name != NAME or (found and Path(found).resolve() == started.resolve()):
        return NAME
    return shlex.quote(str(started))
