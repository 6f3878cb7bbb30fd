"""Statistics of the telephone floor: pure definitions in ``rules``, figures of the entered tenant in ``queries``."""
