"""Draws the trade-off curve as SVG, by hand: no package outside the standard library."""

from html import escape

WIDTH, HEIGHT, MARGIN = 640, 480, 60


def svg(curves, marks):
    """`curves`: name → points of rule_scores.trade_off; `marks`: (name, passed, caught)."""
    passed = [p["passed"] for points in curves.values() for p in points] + [m[1] for m in marks]
    low = max(0.0, int(20 * min(passed + [0.9])) / 20)

    def place(x, y):
        return (
            MARGIN + (x - low) / (1 - low) * (WIDTH - 2 * MARGIN),
            HEIGHT - MARGIN - y * (HEIGHT - 2 * MARGIN),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *axes(low, place),
    ]
    for number, (name, points) in enumerate(curves.items()):
        colour = ("#1f5fa8", "#b3541e", "#3a7d44")[number % 3]
        at = [(*place(p["passed"], p["sensitivity"]), p) for p in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in at)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}"/>')
        for x, y, p in at:
            fill = "white" if p.get("on_trial") else colour
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" stroke="{colour}" fill="{fill}">'
                f"<title>{escape(p['rule'])}: passed {p['passed']:.3f}, "
                f"caught {p['sensitivity']:.3f}</title></circle>"
            )
        parts.append(
            f'<text x="{MARGIN + 8}" y="{MARGIN + 16 * number + 16}" fill="{colour}">'
            f"{escape(name)}</text>"
        )
    for name, x, y in marks:
        (a, b) = place(x, y)
        parts.append(
            f'<path d="M{a - 5:.1f} {b:.1f}h10M{a:.1f} {b - 5:.1f}v10" stroke="black"/>'
            f'<text x="{a - 6:.1f}" y="{b + 14:.1f}" text-anchor="end">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def axes(low, place):
    parts = []
    for step in range(6):
        share = step / 5
        x, bottom = place(low + (1 - low) * share, 0)
        left, y = place(low, share)
        parts += [
            f'<path d="M{x:.1f} {bottom:.1f}V{MARGIN}M{left:.1f} {y:.1f}H{WIDTH - MARGIN}"'
            ' stroke="#ddd"/>',
            f'<text x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">'
            f"{low + (1 - low) * share:.2f}</text>",
            f'<text x="{left - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{share:.1f}</text>',
        ]
    parts += [
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 16}" text-anchor="middle">faithful passed</text>',
        f'<text transform="translate(18 {HEIGHT / 2}) rotate(-90)" text-anchor="middle">'
        "unsafe caught</text>",
    ]
    return parts
