"""The city and its counties."""
