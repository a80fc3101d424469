"""Files of a nomenclature, as their publishers give them → records for the store."""
