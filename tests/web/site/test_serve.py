"""The real server: up in seconds, its worker beside it, both gone when it is stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "guatu"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GUATU_", "DJANGO_"))}
    return kept | {"GUATU_HOME": str(tmp_path / "home")}


def start(environment, port):
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    line = process.stdout.readline()
    assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/\n", line), line
    return process


def children(pid):
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in lists for child in path.read_text().split()]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def processor_seconds(pid):
    """Of the processor, not of the clock: what runs beside the test does not count."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def worker_of(pid):
    until = time.monotonic() + 5
    while time.monotonic() < until:
        for child in children(pid):
            if b"worker" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                return child
        time.sleep(0.05)
    raise AssertionError("no worker")


def test_a_new_site_is_made_and_the_second_start_takes_less_than_five_seconds(environment):
    port = free_port()
    process = start(environment, port)
    try:
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10)
        assert page.url.endswith("/sign-in?next=%2F")
        assert "登录" in page.read().decode()
        first = worker_of(process.pid)
        os.kill(first, signal.SIGKILL)
        until = time.monotonic() + 8
        while worker_of(process.pid) == first and time.monotonic() < until:
            time.sleep(0.1)
        second = worker_of(process.pid)
        assert second != first
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) is not None
    until = time.monotonic() + 5
    while alive(second) and time.monotonic() < until:
        time.sleep(0.1)
    assert not alive(second)
    again = start(environment, free_port())
    took = processor_seconds(again.pid) + sum(map(processor_seconds, children(again.pid)))
    worker_of(again.pid)
    family = children(again.pid)
    again.kill()
    again.wait()
    assert took < 5
    assert len(family) >= 2
    until = time.monotonic() + 8
    while any(map(alive, family)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in family if alive(pid)]


def test_a_port_that_is_taken_is_named(environment):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "serve", "--port", str(port)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port} is taken" in done.stderr


def test_the_first_operator_is_opened_from_the_command_line(environment):
    for command in (["migrate", "--verbosity", "0"], ["open_operator", "chief", "--zone", "青澜开发区"]):
        done = subprocess.run(
            [*COMMAND, "manage", *command], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert len(done.stdout.strip()) >= 10
    again = subprocess.run(
        [*COMMAND, "manage", "open_operator", "chief"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert again.returncode == 1
    assert "这个账号已经有人使用" in again.stderr
    verified = subprocess.run([*COMMAND, "audit", "verify"], env=environment, capture_output=True, text=True)
    assert verified.returncode == 0
    assert "chain holds" in verified.stdout
