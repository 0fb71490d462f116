"""Files that come into being whole or not at all.

They are written under other names in the folder of their places, and take their own when all
is on the disk, the result last. What a run that was killed leaves behind is known by its name
and taken away by the next one; a lock says whether the run is still alive.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault

_ENDING = ".part"


class Landing:
    """The files of one run. `left` are those that an earlier one had left behind."""

    def __init__(self, targets: Sequence[Path]) -> None:
        self._targets = list(targets)
        self._open: list[tuple[IO[bytes], Path, Path]] = []
        self.left: list[Path] = []

    def begin(self) -> None:
        """Take away what is left of earlier runs. Raises `InvalidLedger` while another run
        writes the same files."""
        for target in self._targets:
            for path in sorted(target.parent.glob(f".{_escaped(target.name)}.*{_ENDING}")):
                if not _is_abandoned(path):
                    fault = Fault.of(codes.TARGET_BUSY, "", name=str(target), left=str(path))
                    raise InvalidLedger(fault)
                path.unlink(missing_ok=True)
                self.left.append(path)

    def file(self, target: Path) -> IO[bytes]:
        """A file to write to, which will be `target`."""
        path = target.with_name(f".{target.name}.{uuid4().hex[:12]}{_ENDING}")
        file = path.open("xb")
        self._open.append((file, path, target))
        _lock(file)
        return file

    def land(self) -> None:
        """Everything is written: onto the disk, and to its place, the first file last.

        An older result goes before its rejects are replaced, so that what stands together
        belongs together whenever the process ends.
        """
        for file, path, _ in self._open:
            with naming(path):
                file.flush()
                os.fsync(file.fileno())
        self._open[0][2].unlink(missing_ok=True)
        for file, path, target in reversed(self._open):
            file.close()
            path.replace(target)
        _sync_folder(self._open[0][2].parent)
        self._open = []

    def clear(self) -> None:
        """Take away whatever has not landed."""
        for file, path, _ in self._open:
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._open = []


@contextmanager
def landing(targets: Sequence[Path]) -> Iterator[Landing]:
    """The files of a run, which are gone if it fails. The first of the targets is the result."""
    here = Landing(targets)
    here.begin()
    try:
        yield here
        here.land()
    finally:
        here.clear()


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Errors of the disk name the file that was written."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, os.strerror(error.errno), str(path)) from error


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _lock(file: IO[bytes]) -> None:
    """Held until the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # where there is none, an open file cannot be removed either
        return
    with suppress(OSError):  # a file system without locks
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_abandoned(path: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        return True
    try:
        with path.open("rb") as file:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    """That the names are on the disk too, where a folder can be asked for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
