"""Customer segmentation for small shops: from a shop's exports to personas and lists."""
