"""Where a name may go on to the next line.

Vietnamese writes compounds apart, “Phụ nữ”, “Hải Châu”, and browsers break a line
between any two syllables. Names of bodies tell their compounds by their capitals: the
first syllable has one, the second has none, but in names of places both have (NĐ
30/2020, appendix II). A dash stays with what is before it.
"""

SPACE, HELD = " ", "\N{NO-BREAK SPACE}"
DASHES = {"-", "–"}
# One syllable each: what follows begins a compound of its own.
HEADS = {
    "ban", "bộ", "chi", "cổng", "cục", "đài", "đảng", "đoàn", "hội", "khối",
    "ngành", "phòng", "sở", "trang", "trường", "viện", "vụ",
}  # fmt: skip
# Provinces and their cities: names that stand in the middle of sentences, too.
PLACES = frozenset(
    """An Giang|Bắc Ninh|Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Điện Biên|Đồng Nai
    |Đồng Tháp|Gia Lai|Hà Nội|Hà Tĩnh|Hải Phòng|Hưng Yên|Khánh Hòa|Kiên Giang|Lai Châu
    |Lạng Sơn|Lào Cai|Lâm Đồng|Nghệ An|Ninh Bình|Phú Thọ|Quảng Ngãi|Quảng Ninh|Quảng Trị
    |Sơn La|Tây Ninh|Thái Nguyên|Thanh Hóa|Tuyên Quang|Việt Nam|Vĩnh Long""".replace(
        "\n    ", ""
    ).split("|")
)
# Small words that begin something new.
JOINTS = {
    "các", "của", "huyện", "phường", "quận", "thành", "thị", "tỉnh", "trực", "và", "về",
    "xã",
}  # fmt: skip


def unbroken(name: str) -> str:
    """Return a name whose compounds and dashes stay together, as far as can be told."""
    syllables = name.split(SPACE)
    held, is_inside = syllables[0], False
    for place, syllable in enumerate(syllables[1:]):
        before, after = syllables[place], syllables[place + 2 : place + 3]
        stays = syllable in DASHES or (
            not is_inside and _is_compound(before, syllable, *after)
        )
        held += (HELD if stays else SPACE) + syllable
        is_inside = stays
    return held


def _is_compound(first: str, second: str, third: str = "") -> bool:
    if _is_place(first, second):
        return True
    if not first[:1].isupper() or first.lower() in HEADS or second in JOINTS:
        return False
    if second.islower():
        return True
    # Two capitals: a place, unless the second begins a compound or a known place.
    begins = third.islower() and third not in JOINTS
    return second[:1].isupper() and not begins and not _is_place(second, third)


def _is_place(first: str, second: str) -> bool:
    return f"{first} {second.rstrip(',.)')}" in PLACES
