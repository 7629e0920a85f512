import pytest

from cms.exchange.languages import is_same, to_code, to_gettext, to_tag


@pytest.mark.parametrize(
    ("code", "tag", "gettext"),
    [
        ("vi", "vi", "vi"),
        ("zh-hans", "zh-Hans", "zh_Hans"),
        ("zh-hant", "zh-Hant", "zh_Hant"),
        ("pt-br", "pt-BR", "pt_BR"),
    ],
)
def test_each_format_has_its_name(code: str, tag: str, gettext: str) -> None:
    assert (to_tag(code), to_gettext(code)) == (tag, gettext)
    assert to_code(tag) == to_code(gettext) == code


@pytest.mark.parametrize("written", ["", " ", "tiếng Việt", "x", "sr@latin", "vi;"])
def test_what_is_no_name(written: str) -> None:
    assert to_code(written) == ""


def test_regions_are_not_compared_but_scripts_are() -> None:
    assert is_same("vi-VN", "vi")
    assert is_same("zh_CN", "zh-hans")
    assert is_same("zh-Hans-SG", "zh-hans")
    assert is_same("es-419", "es")
    assert not is_same("zh-TW", "zh-hans")
    assert not is_same("en", "vi")
    assert not is_same("", "")
