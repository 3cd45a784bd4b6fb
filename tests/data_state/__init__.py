"""Shops known by heart, and what in them deserves a look."""
