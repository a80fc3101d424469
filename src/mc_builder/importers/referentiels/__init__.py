"""The file of a framework that another software wrote → its tree, and what had no place in it."""
