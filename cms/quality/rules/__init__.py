"""The rules: small functions of a page's material, in one table."""
