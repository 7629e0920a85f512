"""The Vietnamese catalogue: read, completed and compiled without gettext's programs.

Message ids are English; the catalogue of the house, ``cms/locale``, holds the
Vietnamese of all of them. ``make messages`` adds what the code asks for and compiles.
"""
