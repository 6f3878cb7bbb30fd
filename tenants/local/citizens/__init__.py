"""Citizens and their telephone numbers."""
