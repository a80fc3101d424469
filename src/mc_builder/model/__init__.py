"""The model: a diploma, its target jobs, its evidence, as frozen pydantic objects; no I/O."""
