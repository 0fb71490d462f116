"""What a command works with: the words, the ruleset with its procedure, and the store, or
the part of it that is the business of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from povertyrules.api.procedure import Procedure
from povertyrules.api.ruleset import Ruleset, read_day
from povertyrules.cases import Case, Refusal
from povertyrules.cases.sql.storable import faults_of_ids
from povertyrules.cli.cases.finding import NoStore, look_at, only_one, shown
from povertyrules.cli.denied import Denied
from povertyrules.cli.loading import load_ruleset
from povertyrules.cli.options import read_fills
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import DamagedStore, NoProcedure, PovertyRulesError
from povertyrules.kernel.shown import shown_text
from povertyrules.kernel.suggest import nearest

if TYPE_CHECKING:
    from povertyrules.cases.sql.desk import Desk as Own
    from povertyrules.cases.sql.store import SqlStore

_LONGEST = 9
"""No case has events with longer numbers, and Python reads none of thousands of digits."""


class NoCase(PovertyRulesError):
    """There is no such case; said in the reader's words."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything at hand for one command. `path` is where the store is, as it is shown; `own`
    is what of it is the business of whoever asks, None where nobody's area was told."""

    terminal: Terminal
    ruleset: Ruleset
    procedure: Procedure
    store: SqlStore
    path: str
    own: Own | None = None

    @property
    def seen(self) -> SqlStore | Own:
        """The store, or the part of it that may be seen and written."""
        return self.own or self.store

    def case(self, name: str) -> Case:
        """A case by its id. Raises `Denied` for one that is somebody else's, and `NoCase`, with
        the nearest one there is, if there is none."""
        if self.own is not None:
            result = self.own.case(name)
            if isinstance(result, Refusal):
                raise Denied(result)
            return result
        found = self.case_or_none(name)
        if found is None:
            raise NoCase(self._unknown(name))
        return found

    def case_or_none(self, name: str) -> Case | None:
        """A case by its id, whosever it is. No database need be asked for an id that none can
        keep."""
        return None if faults_of_ids(case=name) else self.store.case(name)

    def has_within(self, subject: str) -> bool:
        """Whether a household is the business of whoever asks; nothing is logged."""
        if faults_of_ids(subject=subject) or self.own is None:
            return self.own is None
        place = self.store.place_of(subject)
        return place is not None and self.own.area.contains(place)

    def cases_of(self, subject: str) -> tuple[Case, ...]:
        """The cases of a household that may be seen; none of one that is somebody else's."""
        if faults_of_ids(subject=subject) or not self.has_within(subject):
            return ()
        found = self.seen.cases_of(subject)
        return () if isinstance(found, Refusal) else found

    def _unknown(self, name: str) -> str:
        say = self.terminal.words.say
        text = say("no_case", store=self.path, case=name)
        known = list(self.cases_by_id())
        near = nearest(name, known)
        return text + say("near_record", key=near) if near else text + say("no_case_help")

    def cases_by_id(self) -> dict[str, Case]:
        """Every case that may be seen. Of a whole store the log is read, too: raises
        `DamagedStore` rather than leave out an event that cannot be read, or that the procedure
        refuses."""
        if self.own is not None:
            return {case.id: case for case in self.own.cases()}
        docket = self.procedure.replay(self.store.events())
        for refused in docket.refused[:1]:
            raise DamagedStore(f"{refused.event.case}: {refused.refusal.to_text('en')}")
        return dict(docket.cases)


def day_of(text: str, terminal: Terminal, option: str = "--day") -> date:
    """The day that was typed; another text is a usage error."""
    try:
        return read_day(text.strip())
    except ValueError as error:
        reason = terminal.words.say("bad_date", value=text)
        raise typer.BadParameter(reason, param_hint=option) from error


def number_of(text: str, terminal: Terminal, option: str) -> int:
    """The number of an event; another text is a usage error."""
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        return int(text)
    reason = terminal.words.say("no_integer", value=shown_text(text))
    raise typer.BadParameter(reason, param_hint=option)


def next_number(case: Case, after: str | None, terminal: Terminal) -> int:
    """The number of the next event: behind the last one, or behind what the clerk has seen."""
    seen = len(case.events) if after is None else number_of(after, terminal, "--after")
    return seen + 1


@contextmanager
def desk(
    terminal: Terminal,
    store: str,
    ruleset: str | None,
    *,
    day: date | None = None,
    create: bool = False,
    absent: bool = False,
    parameter: Sequence[str] | None = None,
    cite: Sequence[str] | None = None,
) -> Iterator[Desk]:
    """The desk, its store open for as long as the command takes.

    With `create` a store that is not there is made; with `absent` it is read as an empty one,
    and not made. Raises `NoStore`, `NoProcedure`, and what loading a ruleset raises.
    """
    looked = look_at(store, terminal, create=create or absent)
    fills = read_fills(parameter, cite, terminal.words)
    followed, name = looked.followed, shown(store)
    reference = ruleset or followed.shipped or only_one(day, terminal)
    found = load_ruleset(reference, day, fills, terminal.words)
    if found.checked.procedure is None:
        raise NoProcedure(terminal.words.say("no_procedure", ruleset=found.checked.reference))
    if followed.digest not in ("", found.digest):
        given, own = found.checked.reference, followed.reference
        raise NoStore(terminal.words.say("other_ruleset", store=name, given=given, own=own))
    with ExitStack() as stack:
        is_lent = looked.is_new and absent
        place = stack.enter_context(_nowhere()) if is_lent else store
        opened = stack.enter_context(found.procedure.store(place))
        if looked.is_new and not absent:
            terminal.tell(terminal.words.say("store_made", store=name))
        yield Desk(terminal, found, found.procedure, opened, name)


@contextmanager
def _nowhere() -> Iterator[str]:
    """A place for an empty store that nobody keeps."""
    with TemporaryDirectory(prefix="povertyrules-", ignore_cleanup_errors=True) as folder:
        yield str(Path(folder) / "cases.db")
