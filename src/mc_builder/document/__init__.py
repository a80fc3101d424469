"""From a project to checked trees: view contexts, templates, vocabulary, passes."""
