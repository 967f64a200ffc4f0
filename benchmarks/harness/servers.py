"""The two sides of a benchmark as processes of this machine, each on a fresh directory of the same disk."""

import json
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from harness.build import BUILD

LOAD = BUILD / "bin/communique-load"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_load(what, log_end=lambda: "", **options):
    arguments = [str(LOAD), what]
    for name, value in options.items():
        arguments += [f"--{name.replace('_', '-')}", str(value)]
    run = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if run.returncode != 0:
        raise SystemExit(f"benchmarks: {' '.join(arguments)}:\n{run.stderr.decode()}{log_end()}")
    return run.stdout


def synced_writes(disk):
    """What a file costs without a server, in a directory of its own on that disk."""
    with tempfile.TemporaryDirectory(prefix="communique-bench-file-", dir=disk) as directory:
        return json.loads(run_load("synced-writes", side="content", directory=directory))


class Server:
    """A server with its directory, started by `with`; both are gone at the end."""

    def __init__(self, disk):
        # Never a directory that was used before: a file system may be slow in one that was just emptied.
        self.directory = tempfile.mkdtemp(prefix=f"communique-bench-{self.side}-", dir=disk)
        self.process = None

    def __enter__(self):
        self.start()
        self.prepared = self.load("prepare")
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.directory)

    def start(self):
        """Starts it and waits until it answers a read; the seconds that took."""
        self.port = free_port()
        begun = time.monotonic()
        with open(f"{self.directory}/log", "ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log)
        while not self.answers():
            if self.process.poll() is not None:
                raise SystemExit(f"benchmarks: {self.command()[0]} did not start:\n" + self.log_end())
        return time.monotonic() - begun

    def answers(self):
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            time.sleep(0.002)
            return False
        self.load("state")
        return True

    def log_end(self):
        with open(f"{self.directory}/log", encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-20:])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def load(self, what, **options):
        """What communique-load measured of this server."""
        return json.loads(self.load_bytes(what, address=self.address, server_pid=self.process.pid, **options))

    def load_bytes(self, what, **options):
        return run_load(what, self.log_end, side=self.side, **options)


class Content(Server):
    side = "content"
    write_method = "/communique.content.v1.StatementService/CreateStatement"

    def command(self):
        return [str(BUILD / "bin/communique-content"), "--data-dir", f"{self.directory}/data",
                "--listen", self.address, "--log-level", "warning"]


class Etcd(Server):
    side = "etcd"
    write_method = "/etcdserverpb.KV/Put"

    def command(self):
        return ["etcd", "--data-dir", f"{self.directory}/data", "--log-level", "error", "--logger", "zap",
                "--listen-client-urls", f"http://{self.address}", "--advertise-client-urls", f"http://{self.address}",
                "--listen-peer-urls", "http://127.0.0.1:0", "--quota-backend-bytes", str(8 << 30)]
