"""Policy documents as checked rulesets: exact, explained, cited decisions."""
