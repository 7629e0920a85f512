"""What sounds Vietnamese, and what only looks so."""

import pytest

from search.syllables import is_syllable

PROSE = """Ủy ban nhân dân tỉnh quyết định thành lập Hội đồng nghiệm thu khuyến khích người
lao động nghèo giếng nước thuở xưa ngoằn ngoèo quả quýt gì uống rượu yêu quý khoẻ thuỷ
khuỷu nghiêng ngả chảo huơ tay hoặc loắt choắt"""


@pytest.mark.parametrize("word", PROSE.split())
def test_vietnamese_words_are_syllables(word: str) -> None:
    assert is_syllable(word) is (
        word != "xoong"
    )  # borrowed: counted, never judged alone


@pytest.mark.parametrize(
    "word",
    [
        "",
        "xoong",
        "nh©n",
        "street",
        "bac",
        "đét́",
        "hàcp",
        "ộtộ",
        "kt",
        "123",
        "việtnam",
    ],
)
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)
