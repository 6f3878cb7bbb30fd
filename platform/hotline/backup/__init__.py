"""Backups of the whole house, and bringing one back on this or another machine.

A backup is a folder that says what it holds (``manifest.json``, sealed with the house's secret key): the dump of the
database, a list of every object with its hash, the switchboard's journal, and the program itself. Objects lie once in a
pool beside the backups, named by their hash: the next backup copies only what is new. The secret key is never in it.
"""
