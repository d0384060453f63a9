"""Debian's nginx over a folder, as a portal would serve it: under a sub-path, with the site's own headers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publisher.site.policy import NGINX

PREFIX = "/zwgk/ssj/"
CONFIG = """{user}
daemon off;
pid {folder}/pid;
events {{ }}
http {{
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log off;
  gzip on;
  gzip_types text/css application/javascript application/json image/svg+xml;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location {prefix} {{ alias {site}/; include {site}/{headers}; }}
  }}
}}
"""


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """The address of `site` while it is served. `folder`: for nginx's own files."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    # nginx takes over a socket that listens already, so that nobody has to wait for it.
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening:
        port = listening.getsockname()[1]
        user = "" if os.geteuid() else "user root;"  # as nobody it couldn't read a test's folder
        text = CONFIG.format(user=user, folder=folder, port=port, prefix=PREFIX, site=site, headers=NGINX)
        (folder / "nginx.conf").write_text(text, "utf-8")
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
        environment = {**os.environ, "NGINX": f"{listening.fileno()};"}
        server = subprocess.Popen(command, env=environment, pass_fds=[listening.fileno()])
    try:
        yield f"http://127.0.0.1:{port}{PREFIX}"
    finally:
        server.terminate()
        server.wait()
