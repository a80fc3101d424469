"""A checked tree → PDF."""
