"""Quick mends of what is published: one second person instead of the whole route."""
