"""The nomenclatures of jobs and certifications: their local store, and what is made of them."""
