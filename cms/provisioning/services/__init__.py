"""Writes of this room; the engine is what commands and wizard alike go through."""

from cms.provisioning.services.engine import open_portal

__all__ = ["open_portal"]
