"""Runs the command under test on JSON Lines and keeps what it answers, by id."""

import json
import subprocess
import sys


class Vouch:
    """The command under test. What it refuses or loses is simply not among the outputs."""

    def __init__(self, binary, policies=None, jobs=None):
        self.binary = binary
        self.policies = ["--policies", policies] if policies else []
        self.jobs = ["--jobs", str(jobs)] if jobs else []
        # What went wrong, by command: lines that are no JSON, answers that came twice, exit codes.
        self.troubles = []

    def run(self, command, rows):
        """The output lines by id, without those that report an error."""
        arguments = [self.binary, command, "--jsonl", *self.jobs]
        if command in ("summarize", "check"):
            arguments.append("--no-audit")
        if command in ("summarize", "check", "deidentify"):
            arguments += self.policies
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        done = self.ask(arguments, lines)
        if done.returncode == 64 and self.policies:
            # A command that judges nothing takes no policies.
            done = self.ask([a for a in arguments if a not in self.policies], lines)
        outputs, refused, broken = {}, 0, 0
        for line in done.stdout.decode("utf-8", "replace").split("\n"):
            if not line.strip():
                continue
            try:
                output = json.loads(line)
            except ValueError:
                broken += 1
                continue
            if not isinstance(output, dict) or output.get("id") in outputs:
                broken += 1
            elif "error" in output:
                refused += 1
            else:
                outputs[output.get("id")] = output
        # 0: all shown, 2: some withheld, 1: a line was refused. Anything else is a failure.
        if broken or done.returncode not in (0, 1, 2) or (rows and not outputs):
            message = done.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
            trouble = f"{command}: exit {done.returncode}, {broken} broken lines. {message}"
            self.troubles.append(trouble)
            print(f"  {trouble}", file=sys.stderr)
        return outputs

    @staticmethod
    def ask(arguments, lines):
        return subprocess.run(
            arguments, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
