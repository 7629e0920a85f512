"""Asking somebody from outside: whom, until when, and what they see and say."""
