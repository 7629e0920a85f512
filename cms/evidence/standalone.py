#!/usr/bin/env python3
"""Kiểm tra hồ sơ chứng cứ của một tin bài. Chỉ cần Python 3, không cần mạng.

    python3 kiem-tra-ho-so.py ho-so.json KHÓA_CÔNG_KHAI

Khóa công khai gồm 64 chữ số thập lục phân; lấy khóa từ nguồn tin cậy, không lấy từ chính
tệp hồ sơ. Mã thoát: 0 nếu hồ sơ đúng, 1 nếu sai, 2 nếu gọi sai cách.

Uses nothing but the standard library and nothing of the house that wrote the file.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT = "dinh-evidence-export-1"
FORM = "dinh-evidence-1"
SAID = (
    *("number", "previous", "deed", "happened_at"),
    *("actor_id", "actor_name", "actor_position", "actor_unit"),
    *("acting_for", "grounds", "language", "revision_id", "content_hash", "desk_hash"),
    *("route_version", "case", "remark_hash", "facts"),
)
HEX = frozenset("0123456789abcdef")
# Ed25519 (RFC 8032, 5.1)
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Y = 4 * pow(5, P - 2, P) % P
KEY_BYTES = 32


Point = tuple[int, int, int, int]


class CallError(Exception):
    """There is no such file, or what was given is no key."""


class BrokenError(Exception):
    """What was given is no export, or not all of one."""


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:  # noqa: PLR2004
        say(__doc__ or "")
        return 2
    try:
        key, text = read_key(arguments[1]), read(arguments[0])
    except CallError as fault:
        say(f"Không kiểm tra được: {fault}.")
        return 2
    try:
        lines, faults = judged(parsed(text), key)
    except BrokenError as fault:
        lines, faults = [], [str(fault)]
    for line in lines:
        say(line)
    for wrong in faults:
        say(f"SAI: {wrong}.")
    say(f"KẾT LUẬN: hồ sơ {'không toàn vẹn' if faults else 'toàn vẹn'}.")
    return 1 if faults else 0


def say(line: str) -> None:
    sys.stdout.buffer.write(f"{line}\n".encode())


def read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as fault:
        raise CallError(f"không mở được tệp {path} ({fault.strerror})") from fault


def parsed(text: bytes) -> dict[str, Any]:
    try:
        export = json.loads(text, object_pairs_hook=once)
    except (ValueError, RecursionError) as fault:
        raise BrokenError("tệp không phải JSON") from fault
    if not isinstance(export, dict) or export.get("format") != FORMAT:
        raise BrokenError("tệp không phải hồ sơ chứng cứ")
    return export


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that says one thing twice."""
    if len({name for name, _value in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def read_key(text: str) -> str:
    key = text.strip().lower()
    if len(key) != 2 * KEY_BYTES or not HEX.issuperset(key):
        raise CallError("khóa công khai phải gồm 64 chữ số thập lục phân")
    return key


def judged(export: dict[str, Any], key: str) -> tuple[list[str], list[str]]:
    """Return what the file is about, and every fault in a sentence."""
    try:
        return list(told(export)), [
            *shape_faults(export),
            *chain_faults(export["item"]["code"], export["entries"]),
            *proof_faults(export, key),
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise BrokenError("tệp thiếu phần hoặc có phần sai kiểu") from fault


def told(export: dict[str, Any]) -> Iterator[str]:
    item, entries, proof = export["item"], export["entries"], export["proof"]
    yield f"Mã tin bài: {item['code']}"
    yield f"Tên và đơn vị, theo tệp (không niêm phong): {item['title']}; {item['unit']}"
    yield f"Số mục: {len(entries)}"
    erased = sum(1 for one in entries if one["remark_hash"] and one["remark"] is None)
    if erased:
        yield f"Ý kiến không còn lời: {erased}"
    if proof:
        yield f"Đã ký đến mục {proof['number']}, lúc {proof['line']['at']}"
        if len(entries) > proof["number"]:
            yield f"CHƯA KÝ: các mục sau mục {proof['number']}, chờ lần ký tiếp theo"


def shape_faults(export: dict[str, Any]) -> Iterator[str]:
    if export["form"] != FORM:
        yield f"cách niêm phong “{export['form']}” không được biết"
    if not export["entries"]:
        yield "hồ sơ không có mục nào"


def chain_faults(code: str, entries: list[dict[str, Any]]) -> Iterator[str]:
    number, previous = 0, "0" * 64
    purged = max(
        (one["number"] for one in entries if one["deed"] == "purged"), default=0
    )
    for entry in entries:
        if entry["number"] != number + 1:
            yield f"sau mục {number} phải là mục {number + 1}, không phải mục {entry['number']}"
        elif entry["previous"] != previous:
            yield f"mục {entry['number']} không nối tiếp mục trước đó"
        if sha256([FORM, code, *(entry[name] for name in SAID)]) != entry["hash"]:
            yield f"mục {entry['number']} đã bị sửa"
        yield from remark_faults(entry, purged)
        number, previous = entry["number"], entry["hash"]


def remark_faults(entry: dict[str, Any], purged: int) -> Iterator[str]:
    remark, number = entry["remark"], entry["number"]
    if remark is None:
        if entry["remark_hash"] and number >= purged:
            yield f"ý kiến ở mục {number} bị bỏ đi"
    elif sha256([remark["salt"], remark["text"]]) != entry["remark_hash"]:
        yield f"ý kiến ở mục {number} đã bị sửa"


def proof_faults(export: dict[str, Any], key: str) -> Iterator[str]:
    """Compare the last signed entry with the line that was signed."""
    proof = export["proof"]
    if proof is None:
        yield "hồ sơ chưa có chữ ký"
        return
    line = proof["line"]
    signed = [one for one in export["entries"] if one["number"] == proof["number"]]
    if len(signed) != 1:
        yield f"thiếu mục {proof['number']} là mục đã ký"
    else:
        said = canonical(
            [export["item"]["code"], signed[0]["number"], signed[0]["hash"]]
        )
        leaf = hashlib.sha256(b"\x00" + said).hexdigest()
        if climbed(leaf, proof["place"], line["number"], proof["path"]) != line["hash"]:
            yield f"mục {proof['number']} không nằm trong các mục đã ký"
    if line["what"] != "evidence":
        yield "chữ ký không phải chữ ký của hồ sơ chứng cứ"
    if line["key"] != key:
        yield "chữ ký làm bằng khóa khác với khóa được đưa ra"
    elif not is_signed(line, key):
        yield "chữ ký sai"


def climbed(leaf: str, place: int, count: int, path: list[str]) -> str:
    """Return the root over a leaf (RFC 9162, 2.1.3.2); empty: the path can't be."""
    if not 0 <= place < count:
        return ""
    node, last, digest = place, count - 1, bytes.fromhex(leaf)
    for one in path:
        if last == 0:
            return ""
        other = bytes.fromhex(one)
        if node % 2 or node == last:
            digest = hashlib.sha256(b"\x01" + other + digest).digest()
            while not node % 2 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = hashlib.sha256(b"\x01" + digest + other).digest()
        node, last = node >> 1, last >> 1
    return digest.hex() if last == 0 else ""


def is_signed(line: dict[str, Any], key: str) -> bool:
    said = {name: value for name, value in line.items() if name != "signature"}
    return verify(bytes.fromhex(key), canonical(said), bytes.fromhex(line["signature"]))


def sha256(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: Any) -> bytes:
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    ).encode()


def verify(key: bytes, text: bytes, signature: bytes) -> bool:
    """Tell whether a signature is the key's own."""
    if len(signature) != 2 * KEY_BYTES:
        return False
    public, start = point(key), point(signature[:KEY_BYTES])
    s = int.from_bytes(signature[KEY_BYTES:], "little")
    if public is None or start is None or s >= L:
        return False
    said = hashlib.sha512(signature[:KEY_BYTES] + key + text).digest()
    h = int.from_bytes(said, "little") % L
    return same(times(BASE, s), plus(start, times(public, h)))


def x_of(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        return None
    return P - x if x % 2 != sign else x


def point(text: bytes) -> Point | None:
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def plus(one: Point, two: Point) -> Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % P
    b = (one[1] + one[0]) * (two[1] + two[0]) % P
    c = 2 * one[3] * two[3] * D % P
    d = 2 * one[2] * two[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(one: Point, number: int) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = plus(total, one)
        one, number = plus(one, one), number >> 1
    return total


def same(one: Point, two: Point) -> bool:
    return (one[0] * two[2] - two[0] * one[2]) % P == 0 and (
        one[1] * two[2] - two[1] * one[2]
    ) % P == 0


BASE = point(Y.to_bytes(KEY_BYTES, "little")) or (0, 1, 1, 0)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
