"""View contexts: what each template sees, as frozen objects made from the project."""
