"""Who listened to whom, who asked for help: the books of supervision."""
