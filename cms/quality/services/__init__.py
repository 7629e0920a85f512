"""Writes of the room: explanations, words about pictures, blurring, mending."""
