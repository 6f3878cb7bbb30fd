"""Setting up queues, skills, agents, seats and numbers."""
