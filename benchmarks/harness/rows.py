"""What each row measures. A measure takes the directory in which servers put their data and gives, for each row that
it measures, the figure of one run of each side; `ours` and `peer` run in turn."""

import re
import subprocess
import tempfile

from harness.servers import Content, Etcd, synced_writes

HIGHER, LOWER = "higher", "lower"
SYNCED = "both sync each commit to the disk"
FANOUT = {"watchers": 1000, "connections": 250}


class Row:
    def __init__(self, name, what, unit, better, reach, peer, synced=SYNCED, beside=()):
        self.name, self.what, self.unit, self.better = name, what, unit, better
        self.reach, self.peer, self.synced = reach, peer, synced
        # Further figures of ours that are told in the row.
        self.beside = beside


def h2load_creates(clients, count):
    """Durable writes a second by h2load, which repeats one body; the server's own count says whether it did them."""

    def measure(server_class, disk):
        with server_class(disk) as server, tempfile.NamedTemporaryFile() as body:
            body.write(server.load_bytes("body"))
            body.flush()
            run = subprocess.run(
                ["h2load", "-n", str(count), "-c", str(clients), "-m", "1", "-t", "1", "-d", body.name,
                 "-H", "content-type: application/grpc", "-H", "te: trailers",
                 f"http://{server.address}{server.write_method}"],
                check=True, stdout=subprocess.PIPE, text=True).stdout
            done = server.load("state")["count"] - server.prepared["count"]
            if done != count:
                raise SystemExit(f"benchmarks: of {count} writes {server.side} did {done}; see {server.directory}/log")
            return {f"create_{clients}": float(re.search(r"([\d.]+) req/s", run).group(1))}

    return measure


def fanout(server_class, disk):
    with server_class(disk) as server:
        run = server.load("fanout", clients=16, count=1000, **FANOUT)
        return {"fanout_1000": run["deliveries_per_second"], "fanout_cpu": run["cpu_us_per_delivery"]}


def commit_to_watch(server_class, disk):
    with server_class(disk) as server:
        run = server.load("latency", clients=64, count=1000, rate=200, watchers=100, connections=25)
        return {"commit_to_watch_p99": run["p99_ms"]}


def stuck_watchers(server_class, disk):
    with server_class(disk) as server:
        # The flood fills what a server keeps for a watcher that does not read.
        run = server.load("latency", clients=64, count=300, rate=100, watchers=1, connections=250, stuck=1000,
                          flood=3000)
        return {"stuck_watchers": run["p50_ms"]}


def idle_watchers(server_class, disk):
    with server_class(disk) as server:
        run = server.load("idle", watchers=5000, connections=250)
        return {"watcher_memory": run["bytes_per_watcher"] / 1024}


def hundred_thousand(server_class, disk):
    """One store of 100,000 for three rows, since it takes longest to fill."""
    count = 100_000
    with server_class(disk) as server:
        server.load("writes", clients=256, count=count)
        resident = server.load("state")["resident_bytes"] / (1 << 20)
        caught_up = server.load("catch-up", count=count, position=server.prepared["position"])
        server.kill()
        restarted = server.start()
        return {"catch_up_100k": count / caught_up["seconds"], "restart_100k": restarted, "memory_100k": resident}


def upload(server_class, disk):
    """The peer is no server here: a file that is written to the same disk."""
    if server_class is Etcd:
        return {"upload_64mib": synced_writes(disk)["bytes_per_second"] / (1 << 20)}
    with server_class(disk) as server:
        run = server.load("upload", clients=64, rate=100)
        return {"upload_64mib": run["bytes_per_second"] / (1 << 20), "create_p50_ms": run["create_p50_ms"],
                "create_p99_ms": run["create_p99_ms"]}


ROWS = [
    Row("create_1", "durable Create of 2 KiB, 1 client", "1/s", HIGHER, 0.85, "etcd put"),
    Row("create_64", "durable Create of 2 KiB, 64 clients", "1/s", HIGHER, 1.2, "etcd put"),
    Row("create_256", "durable Create of 2 KiB, 256 clients", "1/s", HIGHER, 1.3, "etcd put"),
    Row("fanout_1000", "changes delivered to 1,000 watchers on 250 connections", "1/s", HIGHER, 1.5, "etcd watch"),
    Row("fanout_cpu", "CPU of the server for each change delivered", "µs", LOWER, 0.33, "etcd watch"),
    Row("commit_to_watch_p99", "a write begun, until each of 100 watchers has it; p99 at 200 writes a second", "ms",
        LOWER, 1, "etcd watch"),
    Row("stuck_watchers", "the same, p50 of one watcher beside 1,000 that never read, at 100 writes a second", "ms",
        LOWER, 0.1, "etcd watch"),
    Row("watcher_memory", "memory of each of 5,000 idle watchers on 250 connections", "KiB", LOWER, 0.7, "etcd watch"),
    Row("catch_up_100k", "100,000 changes told from a cursor", "1/s", HIGHER, 5, "etcd watch of an old revision"),
    Row("upload_64mib", "upload of a file of 64 MiB", "MiB/s", HIGHER, 0.5, "the same bytes in 1 MiB synced writes",
        "ours is durable when it is answered, the peer after each write", ("create_p50_ms", "create_p99_ms")),
    Row("restart_100k", "start after kill -9 with 100,000 statements, until a read is answered", "s", LOWER, 1,
        "etcd with as many keys"),
    Row("memory_100k", "resident memory after 100,000 Creates", "MiB", LOWER, 1, "etcd with as many keys"),
]

MEASURES = [
    (("create_1",), h2load_creates(1, 3000)),
    (("create_64",), h2load_creates(64, 30_000)),
    (("create_256",), h2load_creates(256, 40_000)),
    (("fanout_1000", "fanout_cpu"), fanout),
    (("commit_to_watch_p99",), commit_to_watch),
    (("stuck_watchers",), stuck_watchers),
    (("watcher_memory",), idle_watchers),
    (("upload_64mib",), upload),
    (("catch_up_100k", "restart_100k", "memory_100k"), hundred_thousand),
]

SIDES = {"ours": Content, "peer": Etcd}
