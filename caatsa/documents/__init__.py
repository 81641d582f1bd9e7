"""Strict YAML and JSON, with the place of every value, and models read from them."""
