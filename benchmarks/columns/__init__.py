"""Whole frames: povertyrules beside hand-written polars and OpenFisca, in one process."""
