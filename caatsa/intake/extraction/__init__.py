"""Articles in prose: the procurements that they report, proposed for a person to review, never asserted."""
