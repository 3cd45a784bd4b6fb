"""How well the ways to group find known personas: made-up shops, measures and limits.

Run it with ``python -m tests.cluster_quality``.
"""
