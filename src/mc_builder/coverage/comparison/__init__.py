"""Two versions of a project → what changed in coverage, and why."""
