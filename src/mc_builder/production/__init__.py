"""Project → files in ``output/``: what is to be made again, by which process, written whole."""
