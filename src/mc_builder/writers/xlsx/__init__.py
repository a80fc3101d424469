"""Plain values → a workbook."""
