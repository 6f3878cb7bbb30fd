"""Numbers whose owners want no text messages from the hotline, whichever centre writes them."""
