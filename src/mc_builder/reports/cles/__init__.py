"""Keys of the files → text for a terminal, and the page that lists them all."""
