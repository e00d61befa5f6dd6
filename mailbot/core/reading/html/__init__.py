"""HTML to text that a person would write."""
