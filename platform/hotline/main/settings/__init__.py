"""Django's settings: ``base`` for every running process, ``test`` for tests."""
