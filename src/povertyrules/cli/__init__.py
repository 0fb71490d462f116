"""The command line: `povertyrules` and `python -m povertyrules`. One command per file.

    app.py ──► group.py (language, exit codes, no traceback) ──► check.py, evaluate.py, …
                                                                    │
                    terminal.py, words.py, wrap.py ◄────────────────┘

The commands read arguments, call the library and print; what a program would miss is in
`povertyrules.api`.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130
LIBRARIES = ("typer", "rich")


def main() -> None:
    """Run the command line and exit: 0 done, 1 failure, 2 usage, 3 invalid ruleset,
    4 some rows rejected, 5 a step of a case refused."""
    try:
        from povertyrules.cli.app import run

        sys.exit(run(sys.argv[1:]))
    except ModuleNotFoundError as error:
        if error.name not in LIBRARIES:
            raise
        sys.exit(_missing())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _missing() -> int:
    from povertyrules.kernel.errors import MissingExtra

    sys.stderr.write(f"{MissingExtra('the command line', 'cli')}\n")
    return 1
