"""Writers: a checked tree becomes the bytes of a file, one package for each format."""
