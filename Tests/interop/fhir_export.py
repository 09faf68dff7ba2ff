#!/usr/bin/env python3
"""Lets others judge what Vouch exports as FHIR R4.

Usage: fhir_export.py VOUCH [SCHEMA]

Summarizes the corpus, has a few reviews decided, exports all of it, and checks each resource with the
models of PyPI's fhir.resources (R4B, whose AuditEvent and Provenance are those of R4). With SCHEMA, HL7's
fhir.schema.json of R4, also with that. Both must refuse resources with a field missing or too many.
"""

import collections
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from fhir.resources.R4B import get_fhir_model_class

PROJECT = pathlib.Path(__file__).resolve().parents[2]
HELD = [
    {"id": "held-1", "note": "Cough.", "summary": "He has cancer. Start warfarin 5 mg daily."},
    {"id": "held-2", "note": "67-year-old woman with cough.", "summary": "Cough and pneumonia."},
    {"id": "held-3", "note": "Fever of 38.2.", "summary": "Fever of 39.2."},
]


def run(vouch, environment, *arguments, text=""):
    return subprocess.run(
        [vouch, *arguments], input=text, env=environment, capture_output=True, text=True, check=False)


def exported(vouch):
    with tempfile.TemporaryDirectory() as folder:
        environment = {"VOUCH_POLICIES": str(PROJECT / "Policies"), "HOME": folder,
                       "VOUCH_AUDIT": folder + "/audit", "VOUCH_ROLE": "gp",
                       "PATH": os.environ["PATH"]}
        for audience in ("clinician", "patient"):
            for note in sorted((PROJECT / "Corpus").glob("*.txt"))[:30]:
                run(vouch, environment, "summarize", "--audience", audience, str(note))
        lines = "".join(json.dumps(line) + "\n" for line in HELD)
        run(vouch, environment, "check", "--jsonl", text=lines)
        reviews = json.loads(run(vouch, environment, "review", "list", "--format", "json").stdout)
        numbers = [r["review"] for r in reviews["reviews"] if "held" in r["causes"]]
        alerts = [r["review"] for r in reviews["reviews"] if r["alerts"] == "waiting"]
        run(vouch, environment, "review", "show", str(numbers[0]), "--as", "lee")
        for person in ("lee", "okafor"):
            run(vouch, environment, "review", "approve", str(numbers[0]), "--as", person,
                "--reason", "acceptable-here")
        run(vouch, environment, "review", "amend", str(numbers[1]), "--as", "lee", "--reason",
            "corrected-error", "--summary", "-", text="67-year-old woman with cough.")
        run(vouch, environment, "review", "reject", str(numbers[2]), "--as", "lee", "--reason",
            "inaccurate")
        run(vouch, environment, "review", "acknowledge", str(alerts[0]), "--as", "kim", "--reason",
            "acted")
        run(vouch, environment, "audit", "verify", "--as", "may", "--role", "officer")
        for arguments in (["hold", "--subject", "held-1"], ["hold", "--subject", "held-1", "--lift"],
                          ["erase", "held-1"], ["rotate-key"]):
            run(vouch, environment, "audit", *arguments, "--as", "may")
        result = run(vouch, environment, "audit", "export", "--format", "fhir")
        assert result.returncode == 0, result.stderr
        return [json.loads(line) for line in result.stdout.splitlines()]


def by_models(resource):
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except Exception as error:  # the library has no one class of its own for this
        return str(error).replace("\n", " ")[:300]
    return None


def by_schema(path):
    import jsonschema

    schema = json.loads(pathlib.Path(path).read_text())
    validators = {
        kind: jsonschema.Draft6Validator(
            {"$ref": "#/definitions/" + kind, "definitions": schema["definitions"]})
        for kind in ("AuditEvent", "Provenance")}

    def judge(resource):
        for error in validators[resource["resourceType"]].iter_errors(resource):
            return f"{list(error.absolute_path)}: {error.message[:200]}"
        return None

    return judge


def spoiled(resource):
    """The resource with what it must not lack left out, and with what it must not have."""
    for field in ("recorded", "agent"):
        broken = copy.deepcopy(resource)
        del broken[field]
        yield f"without {field}", broken
    yield "with a field of nobody's", {**resource, "nobodys": 1}


def main(arguments):
    if not 1 <= len(arguments) <= 2:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    judges = {"fhir.resources": by_models}
    if len(arguments) == 2:
        judges["R4 schema"] = by_schema(arguments[1])
    resources = exported(arguments[0])
    kinds = collections.Counter(r["resourceType"] for r in resources)
    events = collections.Counter(
        r["subtype"][0]["code"] for r in resources if r["resourceType"] == "AuditEvent")
    wrong = 0
    for name, judge in judges.items():
        for resource in resources:
            complaint = judge(resource)
            if complaint:
                wrong += 1
                print(f"{name}: {resource['id']}: {complaint}", file=sys.stderr)
        for kind in kinds:
            sample = next(r for r in resources if r["resourceType"] == kind)
            for what, broken in spoiled(sample):
                # HL7's schema asks for no field but the type; what it does is to refuse strange ones.
                if name == "R4 schema" and not what.startswith("with "):
                    continue
                if not judge(broken):
                    wrong += 1
                    print(f"{name} accepts {kind} {what}", file=sys.stderr)
    needed = {"run.completed", "run.held", "override.applied", "review.amended", "review.rejected",
              "review.shown", "escalation.raised", "escalation.acknowledged", "policy.loaded",
              "log.verified", "hold.placed", "hold.lifted", "subject.erased", "key.rotated"}
    if needed - set(events):
        wrong += 1
        print(f"no {', '.join(sorted(needed - set(events)))} in the export", file=sys.stderr)
    print(f"fhir: {kinds['AuditEvent']} AuditEvents of {len(events)} types, "
          f"{kinds['Provenance']} Provenances, judged by {' and '.join(judges)}; {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
