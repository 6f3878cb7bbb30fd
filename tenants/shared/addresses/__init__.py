"""The addresses that citizens write to (mail, numbers for text messages), and whose each is."""
