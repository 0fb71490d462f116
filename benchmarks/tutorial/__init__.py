"""The steps of docs/laptop-to-spark.md on one register, with what each takes."""
