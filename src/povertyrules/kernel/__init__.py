"""The ground floor: positions, diagnostics, types, exact values and the operators' meaning.

Imports nothing of ours and nothing outside the standard library.
"""
