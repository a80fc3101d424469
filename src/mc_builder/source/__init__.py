"""Input files: where they are, and how YAML and prose are read with the place of every word."""
