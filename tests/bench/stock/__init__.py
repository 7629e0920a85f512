"""The smallest Wagtail site: one page type, stock routing, a template of five lines."""
