"""What is known beforehand: countries, persons, armaments, official acts and precedents, each dated."""
