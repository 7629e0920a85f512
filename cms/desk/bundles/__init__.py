"""Several items that reach readers at one instant: choosing, watching, letting go."""
