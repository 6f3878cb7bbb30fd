"""A gateway without media: legs, bridges, prompts and recordings as facts in memory, parties that follow a script."""
