"""What no portal may tell its readers: that there will be something one day."""

import re

EMPTY_PROMISE = re.compile(r"đang (được )?(cập nhật|xây dựng)", re.IGNORECASE)
