"""The page that ends with Spark, from its first step: the others are run in `tests/docs` too."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

from tests.docs.examples import ROOT, examples

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]

PAGE = ROOT / "docs/laptop-to-spark.md"
_LAST = re.compile(r"^```py\n(.*?)^```\n+```output\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_spark_answers_as_the_steps_before(
    session: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for example in examples(PAGE):
        example.evaluate()
    [(code, shown)] = _LAST.findall(PAGE.read_text("utf-8"))
    for name in ("households.parquet", "answers"):  # Java stays in the folder that it began in
        code = code.replace(f'"{name}"', f'"{tmp_path / name}"')
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, example.namespace)  # noqa: S102  the page's own words
    assert printed.getvalue() == shown
