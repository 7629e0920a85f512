"""Widgets that start without a script in the page.

Wagtail's choosers write ``<script>new ImageChooser(…)</script>`` behind their markup,
which the policy forbids. The same call is written as data, into an element that our own
script starts at the very moment at which the browser meets it (``start.js``).
"""

import json
import re
from typing import Any

from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"^(?:new )?(?P<name>\w+)\((?P<arguments>.*)\);$", re.DOTALL)


def start_element(call: str) -> SafeString:
    """Return a call such as ``new PageChooser("id", {…});`` as an element of data."""
    found = CALL.match(call)
    if found is None:
        raise ValueError(f"not a single call: {call}")
    arguments = json.dumps(json.loads(f"[{found['arguments']}]"))
    return format_html(
        '<d-start hidden name="{}" arguments="{}"></d-start>', found["name"], arguments
    )


def render_chooser(
    self: BaseChooser,
    name: str,
    value: Any,
    attrs: dict[str, Any] | None = None,
    renderer: BaseRenderer | None = None,
) -> SafeString:
    """Take the place of ``BaseChooser.render``."""
    if not attrs or "id" not in attrs:
        raise TypeError("a chooser cannot be rendered without an id")
    data = self.get_value_data(value)
    markup = self.render_html(name, data, attrs)
    start = start_element(self.render_js_init(attrs["id"], name, data))
    return format_html("{}{}", markup, start)


def start_choosers_without_script() -> None:
    """Let every chooser of Wagtail and its companions render as above.

    There is no template to override, and choosers are made in more places than a form
    field can be registered for.
    """
    BaseChooser.render = render_chooser
