"""A store of cases in a database, by SQLAlchemy. So far SQLite only.

`chain` links the events of a case, `tables` says what the database holds and that nothing in
it is rewritten, `engine` opens it, `store` appends and reads, `verifying` goes over all of it.
Nothing outside this package imports it before it is asked for.
"""
