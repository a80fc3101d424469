"""An index and many texts → the nearest of each, in the order that a search gives.

One text after the other, or by products of matrices where the optional part `lots` is installed:
scipy (BSD-3-Clause) and sparse_dot_topn (Apache-2.0), which multiplies sparse matrices and keeps
the greatest numbers of each row. Two hundred thousand lines against a whole ROME then take minutes
and not hours (`python -m benchmarks.lots`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any

from mc_builder.nomenclatures.matching.index import (
    K_RRF,
    PROFONDEUR,
    Index,
    Proche,
    Texte,
    Way,
)

#: Texts that are compared together: enough to be quick, few enough for the memory to stay flat.
LOT = 1_000
#: Less than what tells two fused scores apart, more than their rounding: equals in their order.
_LESS = 1e-12


def by_matrices() -> bool:
    """Whether this machine has what multiplies matrices."""
    return all(find_spec(name) is not None for name in ("scipy", "sparse_dot_topn"))


def products_of(index: Index) -> Products | None:
    """An index as matrices, where this machine can multiply them."""
    return Products(index) if by_matrices() else None


def nearest(
    index: Index, texts: Iterable[Texte], count: int, products: Products | None
) -> Iterator[tuple[Proche, ...]]:
    """For each text, in their order, its `count` nearest of the index at most, the nearest first.

    With `products`, those of the index, a lot at a time.
    """
    if products is None:
        yield from (tuple(index.search(text, count)) for text in texts)
        return
    again = iter(texts)
    while lot := list(islice(again, LOT)):
        for text, ranks in zip(lot, products.ranks(lot, count), strict=True):
            yield tuple(index.proche(text, rank) for rank in ranks)


class Products:
    """The three orders of an index as matrices, a row for each term."""

    def __init__(self, index: Index) -> None:
        self._np, self._sparse = import_module("numpy"), import_module("scipy.sparse")
        self._matmul = import_module("sparse_dot_topn").sp_matmul_topn
        self._count = len(index.textes)
        self._ways = [(way, self._matrix(way)) for way in index.ways]
        self._terms = [
            {term: row for row, term in enumerate(way.postings.lists)} for way in index.ways
        ]
        self._same = self._sparse.identity(self._count, format="csr")

    def ranks(self, texts: Sequence[Texte], count: int) -> Iterator[list[int]]:
        """The ranks of the nearest texts of the index, for each text."""
        fused: Any = self._sparse.csr_matrix((len(texts), self._count))
        for asked, matrix in self.asked(texts):
            fused = fused + self._worth(self.best(asked, matrix))
        fused.data -= fused.indices * _LESS
        best = self._matmul(fused, self._same, top_n=count, sort=True)
        for start, end in zip(best.indptr, best.indptr[1:], strict=False):
            yield best.indices[start:end].tolist()

    def asked(self, texts: Sequence[Texte]) -> list[tuple[Any, Any]]:
        """The two matrices that each order multiplies: what the texts ask, what the index has."""
        return [
            (self._rows([way.asked(text) for text in texts], terms), matrix)
            for (way, matrix), terms in zip(self._ways, self._terms, strict=True)
        ]

    def best(self, asked: Any, matrix: Any) -> Any:
        """The greatest numbers of each row of their product, as many as an order is read for."""
        return self._matmul(asked, matrix, top_n=PROFONDEUR)

    def _matrix(self, way: Way) -> Any:
        lists = way.postings.lists.values()
        ends = self._np.cumsum([0, *(len(ranks) for ranks, _ in lists)])
        ranks = self._np.concatenate([self._np.asarray(r) for r, _ in lists] or [[]])
        values = self._np.concatenate([self._np.asarray(v) for _, v in lists] or [[]])
        return self._sparse.csr_matrix((values, ranks, ends), (len(lists), self._count))

    def _rows(self, asked: Sequence[Any], terms: dict[str, int]) -> Any:
        """A row for each text: the weights of the terms that the index has, in their order."""
        known = [[(terms[t], w) for t, w in one.items() if t in terms] for one in asked]
        ends = self._np.cumsum([0, *map(len, known)])
        columns = self._np.fromiter((c for one in known for c, _ in one), dtype="int32")
        values = self._np.fromiter((w for one in known for _, w in one), dtype="float64")
        return self._sparse.csr_matrix((values, columns, ends), (len(asked), len(terms)))

    def _worth(self, scores: Any) -> Any:
        """Scores → 1 ÷ (60 + rank), equals in the order of the texts."""
        rows = self._np.repeat(self._np.arange(scores.shape[0]), self._np.diff(scores.indptr))
        order = self._np.lexsort((scores.indices, -scores.data, rows))
        place = 1 + self._np.arange(len(order)) - scores.indptr[:-1][rows]
        worth = 1 / (K_RRF + place)
        return self._sparse.csr_matrix((worth, scores.indices[order], scores.indptr), scores.shape)
