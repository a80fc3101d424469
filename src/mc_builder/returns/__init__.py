"""What comes back from Word and from Excel → changes, judged and applied to the project."""
