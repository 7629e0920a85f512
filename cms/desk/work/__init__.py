"""What waits for a person: on the first page, in the menu, as a list."""
