"""The page that grows while a change is carried out."""

from collections.abc import Iterator
from concurrent.futures import Future

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from cms.reorganisation.carrying import Carrying
from cms.reorganisation.faults import ChangeError
from cms.reorganisation.models import Change
from cms.reorganisation.report import Report

PAGE = "admin/reorganisation/carrying.html"
END = "admin/reorganisation/carried.html"
LINE = "admin/reorganisation/step.html"
MARKER = mark_safe("<!-- steps -->")


def told(carrying: Carrying, change: Change, request: HttpRequest) -> Iterator[str]:
    """Return the page piece by piece: its head, a line for each step, how it ended.

    What broke off for no fault of the plan is told, then raised for the server's log.
    """
    page = render_to_string(PAGE, {"change": change, "marker": MARKER}, request)
    head, _marker, foot = page.partition(MARKER)
    return _pieces(carrying, change, head, foot)


def _pieces(carrying: Carrying, change: Change, head: str, foot: str) -> Iterator[str]:
    yield head
    for step in carrying.steps():
        yield render_to_string(LINE, {"step": step})
    error = carrying.result.exception()
    with translation.override(carrying.language):
        yield _end(change, carrying.result, error)
    yield foot
    if error is not None and not isinstance(error, ChangeError):
        raise error


def _end(change: Change, result: "Future[Report]", error: BaseException | None) -> str:
    context = {
        "change": change,
        "report": None if error else result.result(),
        "faults": error.faults if isinstance(error, ChangeError) else [],
    }
    return render_to_string(END, context)
