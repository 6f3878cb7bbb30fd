"""Mail from citizens, answers to them, and the addresses that they are written to."""
