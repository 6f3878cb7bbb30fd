"""What counties report upward: one row per case. The city's boards read only here."""
