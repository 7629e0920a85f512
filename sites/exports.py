"""Spreadsheets that are opened by people: what was typed stays text."""

import csv
import io
import re
from collections.abc import Callable

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

ADMIN = "/admin/"
# A cell that begins with one of these is computed by spreadsheet programs (OWASP ASVS
# 1.2.10): “=HYPERLINK(…)” in a name would become a link in the auditor's hands.
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PlainSpreadsheets:
    """Guards the CSV of every list of the administration, Wagtail's reports included.

    In XLSX Wagtail marks every cell as text; in CSV it guards nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path_info.startswith(ADMIN) and is_rows(response):
            response.streaming_content = map(plain_row, response.streaming_content)  # type: ignore[attr-defined]
        return response


def is_rows(response: HttpResponseBase) -> bool:
    """Tell Wagtail's exports, which hand out one row after the other."""
    kind = response.get("Content-Type", "")
    return kind.startswith("text/csv") and isinstance(response, StreamingHttpResponse)


def plain_row(row: bytes) -> bytes:
    """Return a row of CSV with every cell made plain."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for cells in csv.reader(io.StringIO(row.decode(), newline="")):
        writer.writerow(map(plain_cell, cells))
    return out.getvalue().encode()


def plain_cell(value: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    if not value.startswith(COMPUTED) or NUMBER.fullmatch(value):
        return value
    return f"'{value}"
