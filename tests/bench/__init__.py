"""``make bench``: our pages, the same bytes from nginx, and a minimal Wagtail page.

One run on one machine, so that the ratios mean something where the figures do not.
Nothing is written outside a temporary folder and temporary databases.
"""
