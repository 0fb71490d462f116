"""Text to document and back: YAML nodes with spans, expressions, the schema, the printer.

Knows how a ruleset is written, nothing of what it means.
"""
