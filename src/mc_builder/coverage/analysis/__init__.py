"""Project and report → what only those who print coverage ask for."""
