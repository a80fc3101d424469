"""Charts: figures of the dossier and of the measure → frozen data → SVG and PNG."""
