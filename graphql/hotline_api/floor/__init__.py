"""The shift supervisor's floor: seats, queues, waiting calls."""
