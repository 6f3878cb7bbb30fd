"""The mail addresses that citizens write to, and whose each is."""
