"""Vocabulary, templates, checked tree and its passes: what any document is made with."""
