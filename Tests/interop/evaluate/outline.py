#!/usr/bin/env python3
"""Read a report as a screen reader does, and fail where it would lose its listener.

usage: outline.py REPORT.html
One h1; no heading skips a level; every table has a caption or stands under its own heading, and every cell of a
heading a scope; pictures, regions and lists of links have names; the first thing that the keyboard reaches leads to
the main part; what scrolls can be reached.
"""
import html.parser
import sys

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class Outline(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.problems, self.levels, self.counts = [], [], {}
        self.ids, self.first_link, self.landmarks = set(), None, []

    def complain(self, words):
        self.problems.append(f"line {self.getpos()[0]}: {words}")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if "id" in values:
            self.ids.add(values["id"])
        if tag in HEADINGS:
            level = int(tag[1])
            if level > (self.levels[-1] if self.levels else 0) + 1:
                self.complain(f"{tag} after h{self.levels[-1] if self.levels else 0}")
            self.levels.append(level)
        if tag == "th" and values.get("scope") not in ("col", "row", "rowgroup"):
            self.complain("th without a scope")
        if tag == "svg" and not (values.get("role") == "img" and values.get("aria-label")):
            self.complain("a picture without a name")
        if tag == "nav" and not values.get("aria-label"):
            self.complain("nav without a name")
        if values.get("role") == "region" and not values.get("aria-label"):
            self.complain("a region without a name")
        if "scroll" in (values.get("class") or "").split() and values.get("tabindex") != "0":
            self.complain("what scrolls cannot be reached by keyboard")
        if tag == "a" and self.first_link is None:
            self.first_link = values.get("href", "")
        if tag in ("main", "header", "footer", "nav"):
            self.landmarks.append(tag)


def main():
    outline = Outline()
    with open(sys.argv[1], encoding="utf-8") as page:
        outline.feed(page.read())
    if outline.levels.count(1) != 1:
        outline.problems.append(f"{outline.levels.count(1)} headings of level 1")
    if (outline.first_link or "").lstrip("#") != "main" or "main" not in outline.ids:
        outline.problems.append("the first link does not lead to the main part")
    for name in ("main", "header", "footer", "nav"):
        if outline.landmarks.count(name) != 1:
            outline.problems.append(f"{outline.landmarks.count(name)} times {name}")
    for problem in outline.problems[:20]:
        print(problem, file=sys.stderr)
    print(f"{len(outline.levels)} headings, {outline.counts.get('table', 0)} tables, "
          f"{outline.counts.get('svg', 0)} pictures, {len(outline.problems)} problems")
    return 1 if outline.problems else 0


if __name__ == "__main__":
    sys.exit(main())
