"""Two checked trees of one document → one, in which what was taken away and put in is marked."""

from mc_builder.page.redline.document import Revisions, redline

__all__ = ["Revisions", "redline"]
