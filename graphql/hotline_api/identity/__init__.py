"""Who is signed in, and the demo's people."""
