"""Everything an item says, taken out of the house's tables and put under seal."""
