"""Mail from citizens to the centre, and what is written to them."""
