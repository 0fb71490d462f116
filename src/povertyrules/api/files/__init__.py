"""Deciding files larger than memory: read, decided and written in batches of bounded size."""
