"""The grid of the criteria of the commission."""
