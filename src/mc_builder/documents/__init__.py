"""The documents: from a project to what each template sees, one folder for each document."""
