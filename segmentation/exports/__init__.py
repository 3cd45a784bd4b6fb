"""Lists that leave the product: whom to write, which columns, as Excel or as CSV."""
