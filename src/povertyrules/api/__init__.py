"""The public API, composed of the floors below: loading, deciding, explaining, replaying."""
