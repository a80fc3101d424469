"""A checked tree and a reference document → a Word document."""
