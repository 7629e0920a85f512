"""What is no bundle is a mistake of the program, and no file is written of it."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from cms.exchange.bundle import MOST_SEGMENTS, State
from cms.exchange.faults import FormatError
from cms.exchange.reading import read
from tests.exchange.bundles import NOTICE, PO, changed


@pytest.mark.parametrize(
    "change",
    [
        {"key": ""},
        {"key": "a b"},
        {"key": "a\u202eb"},
        {"key": "a" * 501},
        {"source": ""},
        {"target": ""},
        {"state": State.NEW},
        {"max_length": 0},
        {"target": "", "state": State.NEW, "is_machine": True},
    ],
    ids=range(9),
)
def test_what_is_no_segment(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=": "):
        replace(NOTICE.segments[2], **change)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "a\nb"},
        {"source_language": ""},
        {"target_language": "zh-Hans"},
        {"segments": ()},
        {"segments": NOTICE.segments[:1] * 2},
        {"segments": NOTICE.segments[:1] * (MOST_SEGMENTS + 1)},
    ],
    ids=range(6),
)
def test_what_is_no_bundle(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"not a|segments"):
        replace(NOTICE, **change)


def test_translators_read_vietnamese() -> None:
    with translation.override("vi"), pytest.raises(FormatError) as refused:
        read(changed(PO, "谨此通知。", "谨\u202e<b>x</b>"), filename="thông báo.po")
    assert list(map(str, refused.value.places)) == [
        "Dòng 31, đoạn “77aa:body.3”: Có dấu ẩn đổi chiều chữ U+202E ở ký tự thứ 2.",
        "Dòng 31, đoạn “77aa:body.3”: Thẻ <b> không có trong nguyên bản, hoặc có ít lần hơn.",
    ]
    assert refused.value.filename == "thông báo.po"
