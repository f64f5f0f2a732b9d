"""What the lessons look at: pictures of pets, networks that learn them, a photograph."""
