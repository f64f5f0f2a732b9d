"""One file per interactive figure, named after what it shows."""
