"""Names in WordprocessingML, whichever of its two addresses a file uses."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

HEADING_LEVELS = 9
OFF = {"0", "false", "off", "none"}


def local(element: Element) -> str:
    """Return an element's name without the address before it."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute, whatever address stands before its name."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element found by going down a path of names."""
    for name in path:
        element = next((one for one in children(element, name)), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    for one in [] if element is None else element:
        if local(one) == name:
            yield one


def value(element: Element | None, *path: str) -> str:
    """Return the ``val`` of what stands at a path; nothing where nothing stands."""
    return attribute(child(element, *path), "val")


def is_on(element: Element | None, name: str) -> bool | None:
    """Return what a switch says; None where there is none."""
    switch = child(element, name)
    return None if switch is None else attribute(switch, "val") not in OFF
