"""Ways to put every customer into exactly one segment."""
