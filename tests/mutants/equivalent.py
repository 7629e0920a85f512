"""Mutants that do what the code does, and why: no test could notice them."""

EQUIVALENT: dict[str, str] = {}
