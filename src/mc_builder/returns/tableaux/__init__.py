"""The workbook to work in: the tables of a project, written, then read back by their keys."""
