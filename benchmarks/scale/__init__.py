"""Deciding files larger than memory: time and memory, beside only reading and writing them."""
