"""From an assessment to what people and programs read: text of 80 columns, canonical JSON."""
