"""`python -m povertyrules`: the command line."""

from __future__ import annotations

from povertyrules.cli import main

if __name__ == "__main__":
    main()
