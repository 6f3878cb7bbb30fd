"""What citizens write to the centre from outside (mail; text messages alike), and what is written to them."""
