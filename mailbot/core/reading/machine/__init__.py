"""Mail that no person wrote to us, or that nobody should answer."""
