"""`povertyrules plugin …`: which plugins there are, and whether they keep their word."""
