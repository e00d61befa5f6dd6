"""The keys of what the store keeps, and what is sealed with them. Why it is so: docs/decisions/0025."""
