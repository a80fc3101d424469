"""The référentiel: what the template of its annexes sees."""
