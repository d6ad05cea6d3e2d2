"""Publishing in a loop while nginx is under load: failed and mixed answers, requests a second, p99.

``python bench/publishing.py [SECONDS]`` needs nginx and wrk. Every page holds one mark at its beginning and its end, another
in each publication; an answer is mixed where the two differ. A bare page on the same nginx is measured beside it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.deploy.scratch import scratch  # noqa: E402  # the project's folder is put on the path above

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
MARKED = """#!/bin/sh
set -e
[ "$3" = build ] || exit 0
mark=$(date +%s%N)
mkdir -p "$5/assets"
for page in index.html 404.html rules/a/index.html; do
  mkdir -p "$(dirname "$5/$page")"
  { echo "<$mark>"; seq 1 9000; echo "<$mark>"; } >"$5/$page"
done
"""
LUA = """
local threads = {}
function setup(thread) table.insert(threads, thread) end
function init() failed = 0; mixed = 0; seen = 0 end
function response(status, headers, body)
  seen = seen + 1
  if status ~= 200 then failed = failed + 1
  elseif body:sub(1, 1) == "<" then
    if body:match("^<(%d+)>") ~= body:match("<(%d+)>\\n$") then mixed = mixed + 1 end
  end
end
function done(summary, latency)
  local f, m, s = 0, 0, 0
  for _, t in ipairs(threads) do f = f + t:get("failed"); m = m + t:get("mixed"); s = s + t:get("seen") end
  local e = summary.errors
  io.write(string.format('{"answers": %d, "failed": %d, "mixed": %d, "rate": %.0f, "p99_ms": %.2f}\\n',
    s, f + e.connect + e.read + e.write + e.timeout, m, summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000))
end
"""


def main() -> int:
    """Print the figures; 1 where an answer failed or was mixed."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        made = scratch(folder, quick=True)
        (folder / "python").write_text(MARKED, encoding="utf-8")
        assert made.publish().returncode == 0
        (folder / "check.lua").write_text(LUA, encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        for old, new in (("listen 80", f"listen 127.0.0.1:{port}"), ("/srv/rulebook", str(made.to)), ("/var/log/nginx", place)):
            server = server.replace(old, new)
        user = "user root;" if os.geteuid() == 0 else ""
        temporary = " ".join(f"{name}_temp_path {place}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        text = f"{user} daemon off; pid {place}/pid; error_log {place}/error.log; events {{}} http {{ {temporary}\n{server}\n}}"
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        running = subprocess.Popen([NGINX, "-c", f"{place}/nginx.conf", "-p", place])
        try:
            time.sleep(1)
            still = _load(folder, port, 5)
            load = subprocess.Popen(_wrk(folder, port, seconds), stdout=subprocess.PIPE, text=True)
            publications = 0
            while load.poll() is None:
                done = made.publish("--again")
                if done.returncode:
                    print(done.stderr, file=sys.stderr)
                    return 1
                publications += 1
            found = _figures(load.communicate()[0])
        finally:
            running.terminate()
            running.wait()
    print(json.dumps({"seconds": seconds, "publications": publications, "publishing": found, "still": still}, indent=1))
    return 1 if found["failed"] or found["mixed"] or not publications else 0


def _wrk(folder: Path, port: int, seconds: int) -> list[str]:
    return ["wrk", "-t1", "-c16", f"-d{seconds}s", "-s", str(folder / "check.lua"), f"http://127.0.0.1:{port}/rules/a/"]


def _load(folder: Path, port: int, seconds: int) -> dict[str, float]:
    return _figures(subprocess.run(_wrk(folder, port, seconds), capture_output=True, text=True, check=True).stdout)


def _figures(text: str) -> dict[str, float]:
    found = re.search(r"^\{.*\}$", text, re.MULTILINE)
    assert found, text
    figures: dict[str, float] = json.loads(found.group())
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
