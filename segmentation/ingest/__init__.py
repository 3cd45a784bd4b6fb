"""From the bytes of an export to orders, people and a report of what was kept."""
