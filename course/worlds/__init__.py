"""The objects of the lessons: pictures of pets, networks that learn them, a photograph, humps, languages."""
