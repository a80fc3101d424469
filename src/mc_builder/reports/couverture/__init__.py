"""Coverage report → text, Markdown, JSON."""
