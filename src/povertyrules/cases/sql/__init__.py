"""A store of cases in a database, by SQLAlchemy: in a SQLite file, or in PostgreSQL.

`chain` links the events of a case; `tables` says what the database holds, `triggers` that
nothing in it is rewritten, `migrations` how an older one becomes a present one. `engine` opens
it and `locking` says who waits for whom. `importing` writes a whole log in `bulk`, `settling`
judges it. `appending`, `reading`, `waiting` (what may be
overdue) and `notes` (places, referrals, denials) work in a transaction; `store` and `desk` (the
store as one person sees it) make one for each call. `verifying` goes over all of it. Nothing
outside this package imports it before it is asked for.
"""
