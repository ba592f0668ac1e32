"""The command: what it refuses, and that it serves."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from parlour.simulator.main import main
from tests.simulator.scenes import TOOTH, write_cast


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--host", "0.0.0.0"], "0.0.0.0 is not this machine alone; add --allow-remote if that is meant"),
        (["--speed", "0"], "speed must be greater than 0"),
        (["--no-cast", "--scenes", "tooth"], "there is no scene 'tooth'; there are: none"),
        (["--cast", "/nowhere"], "/nowhere/scenes: no scene files (*.toml)"),
        (["--no-cast", "--port", "99999"], "cannot listen on 127.0.0.1 port 99999"),
    ],
)
def test_start_refused_in_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "0", "--no-cast", *arguments] if "--cast" not in arguments else arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"parlour simulate: {message}")
    assert error.count("\n") == 1


def test_bad_cast_file_names_the_entry(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_cast(tmp_path, tooth=TOOTH.replace("after = 10", "after = true"))
    assert main(["--cast", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "parlour simulate: tooth.toml, post 2 (tooth.2): after must be a number\n"


def test_port_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--no-cast", "--port", str(port)]) == 2
    assert capsys.readouterr().err == (
        f"parlour simulate: cannot listen on 127.0.0.1 port {port}: Address already in use; choose another --port\n"
    )


def test_command_serves_and_prints_the_brands_tokens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "parlour.simulator", "--no-cast", "--port", str(port), "--token-prefix", "t"]
    source = str(Path(__file__).parents[2] / "src")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": source}
    ) as process:
        assert process.stdout
        lines = [process.stdout.readline().strip() for _ in range(3)]
        transport = httpx2.HTTPTransport(retries=5)
        try:
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=10) as client:
                me = client.get("/api/v1/accounts/verify_credentials", headers={"Authorization": "Bearer t-marlowhome"})
        finally:
            process.terminate()
    assert lines == [
        f"The Lobby listens on http://127.0.0.1:{port} (scenes: none)",
        "@marlowcare  token t-marlowcare",
        "@marlowhome  token t-marlowhome",
    ]
    assert me.json()["acct"] == "marlowhome"
