"""One local session for all tests of Spark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyspark.sql import SparkSession

from tests.columns.framing import MAKERS, Maker


@pytest.fixture(scope="session")
def session() -> Iterator[SparkSession]:
    """A session for small tables: what Spark does for large ones would take all the time."""
    made = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate()
    )
    made.sparkContext.setLogLevel("OFF")
    yield made
    made.stop()


@pytest.fixture(scope="session")
def spark(session: SparkSession) -> Maker:
    arrow = MAKERS["pyarrow"]
    return lambda frame: session.createDataFrame(arrow(frame))
