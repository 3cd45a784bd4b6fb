"""How fast the product is, beside the notebook people write today: ``python -m tests.benchmark``.

Every measurement runs in a process of its own; this package's modules that are run so end with
a ``main`` that prints one JSON object. The process that starts them stays small.
"""
