"""nginx, serving what our pages answered as files."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.processes import Server, free_port, running

CONFIGURATION = """
daemon off;
{user}
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    default_type text/html;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 10000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/pages;
    }}
}}
"""
PLACES = ("/usr/sbin", "/usr/local/sbin")  # often not on the path of a plain user


def nginx() -> str:
    """Return where nginx is, or nothing."""
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *PLACES))
    return shutil.which("nginx", path=path) or ""


@contextmanager
def serving(pages: Mapping[str, bytes], folder: Path) -> Iterator[Server]:
    """Serve each page under its name."""
    port = free_port()
    (folder / "pages").mkdir(parents=True)
    for name, body in pages.items():
        (folder / "pages" / name).write_bytes(body)
    # Started by root, the workers would be somebody who may not read the folder.
    user = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, port=port, user=user))
    with running((nginx(), "-c", str(file), "-p", str(folder)), port) as server:
        yield server
