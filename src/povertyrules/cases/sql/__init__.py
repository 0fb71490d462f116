"""A store of cases in a database, by SQLAlchemy: in a SQLite file, or in PostgreSQL.

`chain` links the events of a case, `tables` says what the database holds and `triggers` that
nothing in it is rewritten, `engine` opens it and `locking` says who waits for whom, `store`
appends and reads, `verifying` goes over all of it. Nothing outside this package imports it
before it is asked for.
"""
