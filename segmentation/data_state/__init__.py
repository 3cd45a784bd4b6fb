"""What in the data deserves a look: gaps, contradictions, values that cannot be."""
