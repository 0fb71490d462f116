"""The worker process as its user sees it: asked with a time limit, replaced when it fails."""

from __future__ import annotations

import json
import os
import select
import subprocess
import threading
import time
import weakref
from typing import Any

from povertyrules_rete.network import Rules
from povertyrules_rete.settings import Settings

_CHUNK = 65_536
_FAILURES = (OSError, EOFError, ValueError, LookupError, TypeError, RecursionError)
"""What comes of a process that is gone, late, or answers something else than it is asked."""


class WorkerFailed(Exception):
    """The worker crashed, answered nonsense or took too long; it is gone, the next question
    starts another one. `reason` and `reason_zh` say which."""

    def __init__(self, reason: str, reason_zh: str) -> None:
        self.reason = reason
        self.reason_zh = reason_zh
        super().__init__(reason)


class Worker:
    """A worker process for one set of rules, started when it is first asked.

    It may be used by several threads, which wait for each other, and after a fork: every
    process has a worker of its own.
    """

    def __init__(self, rules: Rules, settings: Settings) -> None:
        self._rules = rules
        self._settings = settings
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._asked = 0
        self._buffer = b""
        self.started = 0

    @property
    def pid(self) -> int | None:
        """The process's number; None while there is none."""
        return None if self._process is None else self._process.pid

    def ask(self, groups: list[list[dict[str, int]]]) -> list[Any]:
        """What fires for each group of facts of one household. Raises `WorkerFailed`."""
        with self._lock:
            try:
                return self._ask(groups)
            except _FAILURES as error:
                failed = WorkerFailed(*_reason(error, self._process))
                self._stop()
                raise failed from error

    def _ask(self, groups: list[list[dict[str, int]]]) -> list[Any]:
        self._make_ready()
        self._asked += 1
        number = self._asked
        answer = self._exchange([number, groups], self._settings.limit)
        given, found = answer
        if given != number or len(found) != len(groups):
            raise ValueError("another question's answer")
        for match in (match for matches in found for match in matches):
            self._check(match)
        return list(found)

    def _check(self, match: list[Any]) -> None:
        """See that a rule of ours fired, for as many records as it has."""
        name, *numbers = match
        if len(numbers) != len(self._rules[name]) or not all(type(n) is int for n in numbers):
            raise ValueError("no match")

    def _make_ready(self) -> None:
        """Start a process where there is none, or where it has had its share."""
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is not None and self._asked >= self._settings.households:
            self._stop()
        if self._process is None:
            self._start()

    def _start(self) -> None:
        self._asked, self._buffer = 0, b""
        self.started += 1
        self._process = subprocess.Popen(
            self._settings.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._end = weakref.finalize(self, _end, self._process, self._owner)
        for pipe in (self._process.stdin, self._process.stdout):
            os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr]
        if self._exchange(self._rules, self._settings.start) != "ready":
            raise ValueError("not ready")

    def _exchange(self, question: object, limit: float) -> Any:
        """Send a line and wait for one, both within the limit."""
        pending = json.dumps(question, separators=(",", ":")).encode() + b"\n"
        deadline = time.monotonic() + limit
        while b"\n" not in self._buffer:
            pending = self._step(pending, deadline)
        line, _, self._buffer = self._buffer.partition(b"\n")
        if pending or self._buffer:
            raise ValueError("an answer before the question was read")
        return json.loads(line)

    def _step(self, pending: bytes, deadline: float) -> bytes:
        """Read or write what can be read or written now; what is still to be written."""
        process = self._process
        given, answers = process.stdin.fileno(), process.stdout.fileno()  # type: ignore[union-attr]
        poll = select.poll()
        poll.register(answers, select.POLLIN)
        if pending:
            poll.register(given, select.POLLOUT)
        ready = poll.poll(max(0.0, deadline - time.monotonic()) * 1000)
        if not ready:
            raise TimeoutError
        for pipe, _ in ready:
            if pipe == given:
                pending = pending[os.write(given, pending[:_CHUNK]) :]
            else:
                self._buffer += _read(answers)
        return pending

    def _stop(self) -> None:
        if self._process is not None:
            self._end()
            self._process = None

    def close(self) -> None:
        """End the process; the next question starts another one."""
        with self._lock:
            self._stop()


def _read(pipe: int) -> bytes:
    found = os.read(pipe, _CHUNK)
    if not found:
        raise EOFError
    return found


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    """Kill a process of our own and take leave of it; after a fork it is another's."""
    if owner != os.getpid():
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _reason(error: Exception, process: subprocess.Popen[bytes] | None) -> tuple[str, str]:
    """Why the worker failed, in English and Chinese."""
    if isinstance(error, TimeoutError):
        return "it took too long", "超时"
    if isinstance(error, EOFError | BrokenPipeError) and process is not None:
        try:
            code = process.wait(1)
        except subprocess.TimeoutExpired:
            return "it closed its pipe", "管道已关闭"
        return f"it ended with the code {code}", f"进程已退出，代码 {code}"
    kind = type(error).__name__
    return f"its answer could not be read ({kind})", f"无法读取其答复（{kind}）"
