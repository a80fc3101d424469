"""A project in the forms of registers and of platforms."""
