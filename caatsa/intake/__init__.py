"""From input files to facts: reading, understanding money and quantities, normalising."""
