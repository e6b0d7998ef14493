"""A control group of one CPU and 512 MiB, in version 1 or 2, as Cloud Run's smallest useful task has."""

import contextlib
import os
import pathlib

_ROOT = pathlib.Path("/sys/fs/cgroup")
_V1 = {
    "cpu": {"cpu.cfs_period_us": "100000", "cpu.cfs_quota_us": "100000"},
    "memory": {"memory.limit_in_bytes": str(512 << 20)},
}
_V2 = {"cpu.max": "100000 100000", "memory.max": str(512 << 20)}


@contextlib.contextmanager
def one_cpu_and_512_mib():
    """Yields what joins it: call that in the process that shall be confined."""
    name = f"preflight-bench-{os.getpid()}"
    if (_ROOT / "cgroup.controllers").exists():
        groups = {_ROOT / name: _V2}
        (_ROOT / "cgroup.subtree_control").write_text("+cpu +memory")
    else:
        groups = {_ROOT / controller / name: limits for controller, limits in _V1.items()}
    try:
        for group, limits in groups.items():
            group.mkdir()
            for file, limit in limits.items():
                (group / file).write_text(limit)
        yield lambda: [(group / "cgroup.procs").write_text(str(os.getpid())) for group in groups]
    finally:
        for group in groups:
            group.rmdir()
