"""A Word document, ours or one that comes back, as it prints: one reader for both."""
