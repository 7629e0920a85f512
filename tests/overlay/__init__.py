"""The Vietnamese of what is installed: Django, Wagtail and the other packages.

Their own catalogues hold little of it (Wagtail's editor: one string in seven). What
lacks stands in ``cms/locale_overlay``, which Django reads before the packages' own
and after ``cms/locale``. ``make messages`` follows the packages and compiles.
"""
