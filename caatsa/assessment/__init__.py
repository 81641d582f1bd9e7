"""Events, a rule base and a date in; verdicts with their whole reasoning out."""
