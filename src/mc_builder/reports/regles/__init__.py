"""Rules → text and pages."""
