"""Statistics of the telephone floor."""
