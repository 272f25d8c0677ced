"""CPU and wall seconds, peak memory of a command.

The kernel counts the memory of the process that forks for the peak of the one that is forked; so a launcher of a few megabytes stands between.
"""
import subprocess
import sys

LAUNCHER = """
import os, sys, time
start = time.perf_counter()
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
_, status, u = os.wait4(pid, 0)
sys.stderr.write(f"\\n{u.ru_utime + u.ru_stime} {time.perf_counter() - start} {u.ru_maxrss / 1024} {os.waitstatus_to_exitcode(status)}")
"""


class Run:
    """One run; a command that fails ends the measuring."""

    def __init__(self, command):
        p = subprocess.run([sys.executable, "-S", "-E", "-c", LAUNCHER, *command], stderr=subprocess.PIPE)
        said, _, numbers = p.stderr.decode(errors="replace").rpartition("\n")
        self.cpu, self.wall, self.mb, status = map(float, numbers.split())
        if status:
            raise RuntimeError(f"{command[0]} ended with {status:.0f}: {said[-400:]}")
