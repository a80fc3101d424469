"""Diagnostics → text, JSON, SARIF, commands of a forge."""
