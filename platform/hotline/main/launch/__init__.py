"""Setting up and running everything on one machine: ``make demo`` and the servers that tests need.

Nothing here is used where real servers are given by ``DATABASE_URL``, ``REDIS_URL`` and ``ARI_URL``.
"""
