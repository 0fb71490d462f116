"""A store of many cases: how long opening, acting, reading and the overdue list take."""
