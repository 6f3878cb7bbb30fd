"""Black and white lists."""
