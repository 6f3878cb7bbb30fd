"""The console's shell: the page that loads the single-page application, and the sound of recordings."""
