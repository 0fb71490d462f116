"""A PostgreSQL server of its own for tests: a cluster in a folder that goes when they end.

Use the fixture `postgres` (`tests/conftest.py`), which skips where no server is installed; in CI
it is (`.ci/run`). The server has a socket and no port, so that several can run at once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

USER, PASSWORD = "ruler", "p@ss:w/ord%"
"""The password has whatever a URI must escape, so that tests see whether it gets anywhere."""
_NOBODY = "nobody"
"""The server refuses to run as root."""
_NOT_DURABLE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass(frozen=True)
class Server:
    folder: Path
    programs: Path
    options: str

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses= {self.options}"
        self._control("-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is a crash: what was not on the disk is lost."""
        self._control("-m", mode, "stop")

    def _control(self, *arguments: str | Path) -> None:
        _run(self.programs / "pg_ctl", "-D", self.folder / "data", *arguments)

    def uri(self, database: str = "postgres", password: str = PASSWORD) -> str:
        host = quote(str(self.folder), safe="")
        return f"postgresql://{USER}:{quote(password, safe='')}@/{database}?host={host}"


def installed() -> Path | None:
    """Where the server's programs are: on Debian not on the path."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.get_exec_path())]
    found = [folder for folder in folders if (folder / "initdb").exists()]
    return max(found, default=None)


@contextmanager
def running(programs: Path, *, durable: bool = False) -> Iterator[Server]:
    """A server with one superuser, reached by its password. A `durable` one writes to the disk
    before it says so, as servers do; the others are faster."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path is
    data, secret = folder / "data", folder / "secret"
    secret.write_text(PASSWORD, encoding="utf-8")
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, _NOBODY)
    make = ["--auth=scram-sha-256", f"--username={USER}", f"--pwfile={secret}", "--encoding=UTF8"]
    server = Server(folder, programs, "" if durable else _NOT_DURABLE)
    try:
        _run(programs / "initdb", "-D", data, *make, "--locale=C", "--no-sync")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _run(*command: str | Path) -> None:
    user = _NOBODY if os.geteuid() == 0 else None
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=user, cwd="/")
