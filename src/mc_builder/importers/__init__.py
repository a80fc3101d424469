"""What other tools and publishers wrote → the changes that bring it into a project."""
