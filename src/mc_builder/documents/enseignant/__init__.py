"""The teacher's edition of the référentiel."""
