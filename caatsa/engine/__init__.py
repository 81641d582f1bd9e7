"""The inference engine: productions over flat facts, two interchangeable evaluators, one proof checker."""
