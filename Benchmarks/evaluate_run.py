#!/usr/bin/env python3
"""Print what a run of `vouch evaluate` costs, and how soon one that was killed goes on.

usage: evaluate_run.py VOUCH DATA.jsonl [OPTIONS OF EVALUATE…]
Time and peak memory of a whole run and of one over half the notes; then the run is killed half-way and started
again: the time from its start to its first new result.
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

# How soon a run that was killed must go on with its work.
RESUME_SECONDS = 1.0


def run(command):
    """Wall-clock seconds, processor seconds and peak megabytes."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def processor_seconds(pid):
    """What a running process has used of the processors, of which another program's load takes nothing."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(path, size, child):
    """Waits until a file is larger, or the child has ended."""
    while child.poll() is None:
        if path.exists() and path.stat().st_size > size:
            return
        time.sleep(0.005)


def main():
    vouch, data, *options = sys.argv[1:]
    with open(data, encoding="utf-8") as lines:
        notes = sum(bool(line.strip()) for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        def command(name, *more):
            return [vouch, "evaluate", data, "--report", f"{folder}/{name}", "--quiet", *options, *more]

        half = run(command("half", "--limit", str(max(1, notes // 2))))
        whole = run(command("whole"))
        print(f"{notes} notes: {whole[0]:.1f} s ({whole[1]:.1f} s of processors), {whole[2]:.0f} MB at most; "
              f"half of them: {half[0]:.1f} s, {half[2]:.0f} MB")
        size = pathlib.Path(f"{folder}/whole/results.jsonl").stat().st_size
        results = pathlib.Path(f"{folder}/killed/results.jsonl")
        child = subprocess.Popen(command("killed"), stdout=subprocess.DEVNULL)
        until(results, size // 2, child)
        child.send_signal(signal.SIGKILL)
        child.wait()
        before = results.stat().st_size
        start = time.monotonic()
        child = subprocess.Popen(command("killed"), stdout=subprocess.DEVNULL)
        until(results, before, child)
        soon = time.monotonic() - start
        busy = processor_seconds(child.pid) if child.returncode is None else float("nan")
        child.wait()
        goal = "within" if soon <= RESUME_SECONDS else "beyond"
        print(f"killed after {100 * before // size} %: the first new result {soon:.2f} s after the new start "
              f"({busy:.2f} s of processors), {goal} the {RESUME_SECONDS:.0f} s that are aimed at")
        ends = [pathlib.Path(f"{folder}/{name}/report.md").read_text(encoding="utf-8") for name in ("whole", "killed")]
        # Times differ from run to run.
        same = [[line for line in text.splitlines() if " ms" not in line and not line.startswith("| Time")]
                for text in ends]
        print("its report is the same" if same[0] == same[1] else "its report differs")


if __name__ == "__main__":
    main()
