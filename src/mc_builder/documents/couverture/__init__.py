"""The coverage report: what its template, its page and its workbook see."""
