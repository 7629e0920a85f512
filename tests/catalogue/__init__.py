"""The catalogues: read, completed and compiled without gettext's programs.

Message ids are English; ``cms/locale`` holds the Vietnamese of all of them, and what
readers can meet in six languages more. ``make messages`` adds what the code asks for,
drops what it does not any more, and compiles.
"""
