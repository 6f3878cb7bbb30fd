"""What the platform says by itself."""
