"""The digest of many entries, and how one of them is shown to be among them.

A hash tree of RFC 6962 (2.1): leaves and nodes are marked apart, and a list of any length
has exactly one tree. Whoever holds the signed root checks one entry with a path of as
many hashes as the tree is high.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from cms.audit.chain import canonical

LEAF, NODE = b"\x00", b"\x01"
EMPTY = sha256(b"").hexdigest()


def leaf_digest(code: str, number: int, seal: str) -> str:
    """Return what stands for an entry in the tree: whose, which, and its seal."""
    return sha256(LEAF + canonical([code, number, seal])).hexdigest()


def root_of(leaves: Iterable[str]) -> str:
    """Return the digest of all leaves. Holds no more than the tree is high."""
    peaks: list[tuple[int, str]] = []
    for leaf in leaves:
        height, digest = 0, leaf
        while peaks and peaks[-1][0] == height:
            height, digest = height + 1, _node(peaks.pop()[1], digest)
        peaks.append((height, digest))
    if not peaks:
        return EMPTY
    _height, root = peaks.pop()
    while peaks:
        root = _node(peaks.pop()[1], root)
    return root


def path_of(leaves: Sequence[str], place: int) -> list[str]:
    """Return the neighbours on the way from a leaf up to the root, nearest first."""
    path: list[str] = []
    first, last = 0, len(leaves)
    while last - first > 1:
        middle = first + _split(last - first)
        if place < middle:
            path.append(root_of(leaves[middle:last]))
            last = middle
        else:
            path.append(root_of(leaves[first:middle]))
            first = middle
    return path[::-1]


def _split(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)


def _node(left: str, right: str) -> str:
    return sha256(NODE + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
