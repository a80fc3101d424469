"""Results → text and JSON: diagnostics and coverage, for people and for programs."""
