"""People: who they are, and what they are in which tenant."""
