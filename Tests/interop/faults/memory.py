"""Memory limits from far too little up to enough: a run is done, or fails with words, or never began."""

from cases import Case, Skipped
from trail import Result

SCENARIOS = ["new", "next", "shipped", "held", "batch", "output", "verify", "deidentify", "init"]
MEBIBYTE = 1 << 20


def limited(size):
    return ["prlimit", f"--as={size}", "--"]


def enough(trail_of, scenario):
    """The smallest limit, in steps of a MiB, under which the run is done."""
    low, high = 1, 4096
    while low < high:
        middle = (low + high) // 2
        trail = trail_of(middle)
        result = trail.run(scenario.arguments, scenario.text, before=limited(middle * MEBIBYTE))
        if result.code in scenario.codes:
            high = middle
        else:
            low = middle + 1
    return low


def cases(settings, scenarios):
    for name in SCENARIOS:
        for jobs in ("1", "4"):
            # Each its own: what it was prepared with is kept in it.
            scenario = scenarios()[name]
            arguments = scenario.arguments
            if jobs == "4":
                if "--jobs" not in arguments:
                    continue
                arguments = [*arguments[:-1], jobs]
            base = scenario.prepare(settings.vouch, settings.root / "memory-base" / (name + jobs))

            def copy(number):
                trail = base.copy(settings.root / "memory-count" / f"{name}{jobs}-{number}")
                scenario.settle(trail)
                return trail

            usual = copy("usual").run(arguments, scenario.text)
            need = enough(copy, scenario) * MEBIBYTE
            steps = 8 if settings.short else 40
            sizes = [need * step // steps for step in range(1, steps + 1)]
            # Most can go wrong where it is nearly enough.
            sizes += [need - step * (64 << 10) for step in range(0, 40, 20 if settings.short else 2)]
            for size in sizes:
                yield Case("memory", name if jobs == "1" else f"{name} --jobs {jobs}",
                           f"{size >> 10} KiB --jobs {jobs}",
                           check(scenario, base, usual, arguments, size))


def check(scenario, base, usual, arguments, size):
    def run(folder):
        trail = base.copy(folder)
        scenario.settle(trail)
        was = trail.digest()
        result = trail.run(arguments, scenario.text, before=limited(size))
        unchanged = lambda trail: trail.digest() == was
        if result.code not in scenario.codes and not result.output and unchanged(trail):
            # Too little for the loader and the Swift runtime: there was no program that could speak.
            if result.code == 127 or (result.code in (-4, -6, -11) and not result.errors):
                begun = trail.run(["--version"], "", before=limited(size))
                if begun.code != 0:
                    return "not begun", []
        return result.code, scenario.judged(trail, result, usual, unchanged, killed=result.code == 1)
    return run
