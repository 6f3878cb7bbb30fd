"""Written work in the queues: what waits, who has it, the rules by which it is handed out."""
