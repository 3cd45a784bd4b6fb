"""Own rules: and, or, not over everything known of a customer, kept by the owner."""
