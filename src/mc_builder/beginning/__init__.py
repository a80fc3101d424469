"""A few answers → the files of a project that begins: what its step asks for, each key said."""
