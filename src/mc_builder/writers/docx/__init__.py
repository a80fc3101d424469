"""The DOCX writer: a checked tree and a reference document become a Word document."""

from mc_builder.writers.docx.writer import ecrire_docx

__all__ = ["ecrire_docx"]
