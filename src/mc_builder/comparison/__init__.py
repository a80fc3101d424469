"""Two opened projects → all that differs between them, each difference once; and its forms."""

from mc_builder.comparison.compare import Comparison, compare

__all__ = ["Comparison", "compare"]
