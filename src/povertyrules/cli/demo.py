"""`povertyrules demo`: a sample township decided, and a few of its households explained."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.api.ruleset import Ruleset, load, read_day
from povertyrules.cli import exits
from povertyrules.cli.demo_year import check_new, run_year
from povertyrules.cli.evaluate import decide
from povertyrules.cli.examples import Example, Examples, find_examples
from povertyrules.cli.invoking import invocation
from povertyrules.cli.options import LangOption
from povertyrules.cli.progress import bars
from povertyrules.cli.rejection import rejection_text
from povertyrules.cli.styling import styled
from povertyrules.cli.summary import Run, print_summary
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.explain.words import Words as ExplainWords
from povertyrules.ledgers import ResultRow

SAMPLE = Path(__file__).parents[1] / "samples" / "zhaojia-township.xlsx"
RULESET = "zhaojia"
AS_OF = "2020-04-20"


def demo(
    year: Annotated[bool, typer.Option("--year", help="help_year")] = False,
    keep: Annotated[Path | None, typer.Option("--keep", metavar="DIR", help="help_keep")] = None,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="help_no_progress")] = False,
    lang: LangOption = None,
) -> int:
    """Decide the sample and show what came of it. Its rejects are meant to be there."""
    terminal = Terminal(lang)
    if year and keep is not None:
        check_new(keep, terminal)
    directory = _directory(keep)
    ledger = directory / "ledger.xlsx"
    shutil.copyfile(SAMPLE, ledger)
    if year:
        run_year(terminal, ledger, directory, progress=not no_progress)
        return exits.DONE
    day = read_day(AS_OF)
    ruleset = load(RULESET, as_of=day)
    terminal.read(Text(terminal.words.say("demo_title"), style="bold"))
    terminal.read(Text(terminal.words.say("demo_intro"), style="dim"))
    results: list[ResultRow] = []
    with bars(terminal, wanted=not no_progress) as shown:
        output = directory / "results.xlsx"
        run = decide(ledger, ruleset, day, output, terminal, shown, seen=results.append)
    _show(terminal, ruleset, run, find_examples(ruleset, run, results))
    return exits.DONE


def _directory(keep: Path | None) -> Path:
    if keep is None:
        return Path(tempfile.mkdtemp(prefix="povertyrules-demo-"))
    keep.mkdir(parents=True, exist_ok=True)
    return keep


def _show(terminal: Terminal, ruleset: Ruleset, run: Run, examples: Examples) -> None:
    section = _sections(terminal)
    section("demo_summary")
    print_summary(terminal, run, places=False)
    for key, example in (
        ("demo_included", examples.included),
        ("demo_not_included", examples.not_included),
        ("demo_unknown", examples.undecided),
    ):
        if example is not None:
            section(key)
            _explain(terminal, example)
    if examples.rejected:
        section("demo_rejected")
        key = examples.rejected[0].key
        terminal.read(rejection_text(terminal, ruleset, key, examples.rejected))
    section("demo_workbook")
    _next(terminal, run, examples)


def _sections(terminal: Terminal) -> Callable[[str], None]:
    """Prints numbered headings across the page."""
    numbers = iter(range(1, 100))
    spoken = ExplainWords(terminal.language)

    def section(key: str) -> None:
        say = terminal.words.say
        title = say("demo_step", number=spoken.ordinal(next(numbers)), title=say(key))
        line = Text.assemble((f"━━ {title} ", "bold"))
        rest = terminal.width - line.cell_len
        line.append("━" * max(2, rest))
        line.stylize("blue")
        terminal.print("", line, "")

    return section


def _explain(terminal: Terminal, example: Example) -> None:
    text = example.decision.explain().to_text(
        terminal.language, outcomes=example.outcomes, show_sensitive=True
    )
    terminal.read(styled(text, terminal.words))
    terminal.read("")
    terminal.read(Text(terminal.words.say("demo_excerpt"), style="dim"))


def _next(terminal: Terminal, run: Run, examples: Examples) -> None:
    """Where the files are, and commands that can be copied."""
    say = terminal.words.say
    terminal.read(Text(say("results_in", path=safe(str(run.output))), style="bold"))
    terminal.read(say("demo_sheets"))
    terminal.read("")
    terminal.read(say("demo_next"))
    terminal.out.print(Text(_commands(run, examples), style="cyan"), soft_wrap=True)


def _commands(run: Run, examples: Examples) -> str:
    """Broken as a shell allows, so that they fit and can be copied."""
    ledger, some = shlex.quote(safe(run.ledger.path)), examples.included or examples.undecided
    key, program = run.ruleset.checked.root.key, safe(invocation())
    lines = [f"{program} show {RULESET}"]
    if some is not None and key is not None:
        lines += [
            f"{program} explain {ledger} \\",
            f"    --household {some.decision.facts[key]} --ruleset {RULESET} --as-of {AS_OF}",
        ]
    lines += [
        f"{program} evaluate {ledger} \\",
        f"    --ruleset {RULESET} --as-of {AS_OF} -o my-results.xlsx",
    ]
    return "\n".join(f"  {line}" for line in lines)
