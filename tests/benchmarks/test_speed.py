"""The speed benchmarks run from beginning to end on a handful of rows; their figures are nobody's business here."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from benchmarks.figures import percentile, table

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 240


def report_of(name: str, folder: Path, *arguments: str) -> Any:
    """Run a benchmark as bin/bench does, on a server of its own; what it reports."""
    path = folder / "report.json"
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PARLOUR_HOME"}}
    finished = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--json", str(path), *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr[-2000:]
    return json.loads(path.read_text())


def test_desk_reports_every_page_and_counts_its_queries(tmp_path: Path) -> None:
    report = report_of("desk", tmp_path, "--posts", "200", "--cases", "60", "--requests", "5", "--agents", "2")
    assert {"queue", "my cases", "case of 1 posts", "case of 40 posts", "approvals"} <= set(report["pages"])
    assert all(page["requests"] >= 5 and page["queries"] > 0 for page in report["pages"].values())
    assert report["rows"]["store_case"] >= 60
    assert report["queries_constant"] is True


@pytest.mark.browser
def test_live_sees_every_post_on_every_stream_and_in_the_browser(tmp_path: Path) -> None:
    few = ("--streams", "20", "--agents", "2", "--seeds", "4", "--cases", "20", "--rate", "10", "--seconds", "4")
    report = report_of("live", tmp_path, *few)
    assert report["stages"]["never_assessed"] == 0
    assert report["streams"]["all"]["arrivals"] > 0
    assert (report["streams"]["all"]["missing"], report["browser"]["missing"]) == (0, 0)
    assert report["browser"]["posts"] == 2


def test_helpdesk_takes_in_every_text_on_our_side(tmp_path: Path) -> None:
    report = report_of("helpdesk", tmp_path, "--posts", "10", "--runs", "1", "--no-install")
    assert report["parlour"]["posts_written"] == 10
    assert report["parlour"]["posts_per_second"] > 0


def test_intake_begins_each_run_with_empty_tables(tmp_path: Path) -> None:
    report = report_of("intake", tmp_path, "--posts", "200", "--runs", "2")
    assert report["rows"]["store_post"] == 200
    assert report["ratio_to_bare_insert"] > 0


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.5, 2.0), (0.51, 3.0), (0.95, 4.0), (1.0, 4.0)])
def test_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == expected


def test_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_table_aligns_numbers_to_the_right() -> None:
    assert table([{"page": "queue", "ms": 9.0}, {"page": "a", "ms": 10.25}]).splitlines() == [
        "page   ms",
        "queue   9.0",
        "a      10.2",
    ]
