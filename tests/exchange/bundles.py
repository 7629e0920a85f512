"""One small bundle that shows everything, and strategies for all others."""

from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from django.utils import translation
from hypothesis import strategies as st

from cms.exchange.bundle import Bundle, Segment, State
from cms.exchange.faults import FormatError
from cms.exchange.markup import Part, Pieces, Tag, normal, paragraph, render, visible
from cms.exchange.po_writing import write_po
from cms.exchange.reading import read
from cms.exchange.xliff12 import write_xliff12
from cms.exchange.xliff20 import write_xliff20

GOLD = Path(__file__).parent / "gold"


class Writer(Protocol):
    def __call__(self, bundle: Bundle) -> bytes: ...


class Format(NamedTuple):
    name: str
    write: Writer
    filename: str

    @property
    def gold(self) -> bytes:
        return (GOLD / self.filename).read_bytes()


PO = Format("po", write_po, "notice.po")
XLIFF12 = Format("xliff 1.2", write_xliff12, "notice-1.2.xlf")
XLIFF20 = Format("xliff 2.0", write_xliff20, "notice-2.0.xlf")
FORMATS = [PO, XLIFF12, XLIFF20]


def changed(form: Format, old: str, new: str) -> bytes:
    """Return a small file with one thing in it changed."""
    text = form.gold.decode()
    assert old in text
    return text.replace(old, new).encode()


def places(data: bytes, language: str | None = None) -> list[str]:
    """Return what a refusal says, line for line, in English."""
    with translation.override("en"):
        with pytest.raises(FormatError) as refused:
            read(data, filename="/gui/notice", language=language)
        assert refused.value.filename == "notice"
        return list(map(str, refused.value.places))


NOTICE = Bundle(
    id="3f0c7a52:zh-hans",
    title="Thông báo “nghỉ lễ” Quốc khánh",
    source_language="vi",
    target_language="zh-hans",
    segments=(
        Segment(
            "5b1e:title",
            "Nghỉ lễ 2/9",
            note="Tiêu đề, hiện trên trang đầu.",
            max_length=40,
        ),
        Segment(
            "77aa:body.1",
            'Xem <a id="a1">lịch <b>trực</b></a><br/>của Sở Y tế &amp; Công an.',
            '见卫生厅与公安<a id="a1"><b>值班</b>表</a>。<br/>',
            State.DRAFT,
            is_machine=True,
        ),
        Segment(
            "77aa:body.2", 'Gọi "115"\tkhi\ncần \\ gấp', "请拨打“115”", State.TRANSLATED
        ),
        Segment("77aa:body.3", "Trân trọng.", "谨此通知。", State.REVIEWED),
    ),
)

LETTERS = "aZ 1.Đạểừក្ខ្មែ中文公告日本👩‍🚒\u0301\u00a0\n\t\"'\\&<>;#%{}lt"
RUNS = st.text(st.sampled_from(LETTERS), max_size=12) | st.sampled_from(
    [
        "Sở Nội vụ và Sở Y tế thông báo lịch nghỉ " * 6,
        "&amp;",
        "\\n",
        "-" * 90,
        "通知" * 60,
    ]
)
NAMED = [
    Tag("b", Part.OPEN),
    Tag("em", Part.OPEN),
    Tag("a", Part.OPEN),
    Tag("a", Part.OPEN, "a1"),
]
BREAK = Tag("br", Part.SINGLE)
KEYS = st.text(st.sampled_from("abc019:._-/\"'&<>\\é"), min_size=1, max_size=20)


@st.composite
def skeletons(draw: st.DrawFn, depth: int = 2) -> list[Tag | None]:
    """Tags that pair, with a place for words at every None."""
    rows: list[Tag | None] = [None]
    for _ in range(draw(st.integers(0, 2))):
        tag = draw(st.sampled_from([*NAMED, BREAK]))
        inner = draw(skeletons(depth - 1)) if depth and tag is not BREAK else [None]
        rows += [tag] if tag is BREAK else [tag, *inner, tag.closing]
        rows.append(None)
    return rows


def filled(draw: st.DrawFn, skeleton: list[Tag | None]) -> Pieces:
    """Words that are no tags: a sign of less-than stands alone."""
    return normal(
        draw(RUNS).replace("<", "< ") if tag is None else tag for tag in skeleton
    )


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    skeleton = draw(skeletons())
    source, target = filled(draw, skeleton), filled(draw, skeleton)
    is_there = bool(visible(target).strip())
    state = draw(st.sampled_from([State.DRAFT, State.TRANSLATED, State.REVIEWED]))
    return Segment(
        key=draw(KEYS),
        source=render(source) or "x",
        target=render(target) if is_there and source else "",
        state=state if is_there and source else State.NEW,
        note=paragraph(draw(RUNS)),
        max_length=draw(st.none() | st.integers(10_000, 50_000)),
        is_machine=draw(st.booleans()) if is_there and source else False,
    )


BUNDLES = st.builds(
    Bundle,
    id=KEYS,
    title=RUNS.map(paragraph),
    source_language=st.sampled_from(["vi", "en"]),
    target_language=st.sampled_from(["zh-hans", "zh-hant", "km", "fr", "pt-br"]),
    segments=st.lists(
        segments(), min_size=1, max_size=4, unique_by=lambda segment: segment.key
    ).map(tuple),
)
