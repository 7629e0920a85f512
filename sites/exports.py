"""Spreadsheets that are opened by people: what was typed stays text."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A cell that begins with one of these is computed by spreadsheet programs (OWASP ASVS
# 1.2.10): “=HYPERLINK(…)” in a name would become a link in the auditor's hands.
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_cell(value: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    return f"'{value}" if value.startswith(COMPUTED) else value


class PlainExport(SpreadsheetExportMixin):
    """Guards the CSV of a list; in XLSX Wagtail marks every cell as text."""

    def preprocess_field_value(
        self, field: str, value: Any, export_format: str
    ) -> Any:
        made = super().preprocess_field_value(field, value, export_format)
        is_text = isinstance(made, str) and export_format == self.FORMAT_CSV
        return plain_cell(made) if is_text else made
