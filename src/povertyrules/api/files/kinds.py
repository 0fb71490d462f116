"""The endings of files that are decided part by part, without any library of theirs."""

from __future__ import annotations

PARQUET = (".parquet", ".pq")
CSV = (".csv", ".tsv")
JSON_LINES = (".jsonl", ".ndjson")
DUCKDB = (".duckdb", ".ddb", ".db")
POSTGRES = ("postgresql://", "postgres://")
"""How the URI of a database begins."""

STREAMED_ALWAYS = (*PARQUET, *DUCKDB)
"""What is no ledger; a folder is none either."""
STREAMED_ON_REQUEST = (*CSV, *JSON_LINES)
SOURCES = (*PARQUET, *CSV, *JSON_LINES, *DUCKDB)
TARGETS = (".parquet", ".csv")
