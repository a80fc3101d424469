"""The coverage report as data, version 2: which results its JSON says, under which keys."""
