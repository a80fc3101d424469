"""The note d'opportunité: what its template sees."""
