"""What is said and concluded: events, facts, law and verdicts, with the errors of reading them."""
