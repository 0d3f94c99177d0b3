"""Few processes with a few threads each: enough for a coordination on the smallest server."""

import os

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
max_requests, max_requests_jitter = 2000, 200
timeout = 30
preload_app = True
# Requests are logged by the web server in front; this log would hold addresses of readers.
accesslog = None
control_socket_disable = True  # systemd and Docker manage the process
