"""What was measured, as the text of docs/performance.md."""

import datetime
import os
import pathlib
import platform
import statistics

from contestants import SILENT_BUCKET, WITH_LIBRARIES, WITHOUT_LIBRARIES

_HELLO = "hello: java -version"
_MAIN = "preflight check, 9 targets"
_PROFILE = pathlib.Path(__file__).with_name("profile.md")


def report(results, runs, home):
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
    text = [_HEAD.format(
        date=datetime.date.today().isoformat(), runs=runs, cores=os.cpu_count(), cpu=_cpu(),
        kernel=platform.release(), load=os.getloadavg()[2])]
    text += ["| | wall ms | user+sys ms | peak MiB | user+sys, in hellos |", "|---|--:|--:|--:|--:|"]
    hello = medians[_HELLO][1] if _HELLO in medians else float("nan")
    text += [f"| {name} | {wall:.0f} | {cpu:.0f} | {rss / 1024:.0f} | {cpu / hello:.1f} |"
             for name, (wall, cpu, rss) in medians.items()]
    if all(name in medians for name in (_HELLO, _MAIN, SILENT_BUCKET, "preflight check, 200 URLs")):
        text += ["", "## What was aimed at", "", "| | aim | measured | |", "|---|---|---|---|"]
        text += [f"| {what} | {aim:.0f} {unit} | {measured:.0f} {unit} | {'reached' if measured <= aim else 'missed'} |"
                 for what, aim, measured, unit in _aims(medians, home)]
    return "\n".join(text) + "\n\n" + _PROFILE.read_text()


def _aims(medians, home):
    hello, main = medians[_HELLO], medians[_MAIN]
    slowest = max(row[0] for name, row in medians.items() if name.startswith("curl "))
    ten, many = medians["preflight check, 10 URLs"], medians["preflight check, 200 URLs"]
    size, google = _size(home), _size(home / "google")
    yield "wall of 9 targets: slowest curl + 400 ms", slowest + 400, main[0], "ms"
    yield ("wall of 9 targets: two thirds of the script",
           medians["script, one after another"][0] * 2 / 3, main[0], "ms")
    yield "CPU of 9 targets: 12 hellos", 12 * hello[1], main[1], "ms"
    yield "peak memory of 9 targets", 80, main[2] / 1024, "MiB"
    yield ("gate off by a file: hello + 20 ms", hello[0] + 20,
           medians["handover: gate: off in a file"][0], "ms")
    yield ("gate off by PREFLIGHT_GATE, launcher alone", 5,
           medians["handover: PREFLIGHT_GATE=off:bench"][0], "ms")
    yield "wall of 200 URLs of 5 services: 1.5 of 10", 1.5 * ten[0], many[0], "ms"
    yield "peak memory of 200 URLs", 128, many[2] / 1024, "MiB"
    yield "CPU of a run that uploads nothing: 1.02 of one without Google's libraries", 1.02 * medians[
        WITHOUT_LIBRARIES][1], medians[WITH_LIBRARIES][1], "ms"
    yield "an open gate's delay by a silent bucket", 1000, medians[SILENT_BUCKET][0] - medians[WITH_LIBRARIES][0], "ms"
    yield "size of the installation, Google's libraries left out", 90, (size - google) / (1 << 20), "MiB"
    yield "size of Google's libraries", 25, google / (1 << 20), "MiB"


def _size(folder):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file() and not f.is_symlink())


def _cpu():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


_HEAD = """# Performance

Written by `bench/run --write` on {date}: {cores} cores ({cpu}), Linux {kernel}, load average {load:.1f}
while it ran. Medians of {runs} runs. The job has 1 CPU and 512 MiB, and is 20 ms, each way, from
everything that it asks; the services are nginx with a P-256 leaf of their own each and an
intermediate. What is compared ran in turn. On a busy machine wall time says little; the ratios to a
JVM that does nothing, run in turn, say more.
"""
