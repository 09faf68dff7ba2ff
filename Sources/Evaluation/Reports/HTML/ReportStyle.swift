/// The style sheet of the report: light and dark by the reader's choice, and for paper.
enum ReportStyle {
  static let sheet = """
    :root{color-scheme:light dark;--bg:#fff;--fg:#1c2024;--soft:#5b646d;--line:#d8dde2;--panel:#f5f7f9;
    --ink:#1f5fa8;--pale:#a9b6c3;--bad:#a4262c;--badbg:#fdeceb;--good:#1e6b3a;--goodbg:#e8f5ec;
    --plain:#5b646d;--plainbg:#eef1f4;--ev:#dcebfb;--find:#ffe1a8}
    @media (prefers-color-scheme:dark){:root{--bg:#15181b;--fg:#e6e9ec;--soft:#a3adb6;--line:#343b42;
    --panel:#1d2125;--ink:#7fb4f0;--pale:#5d6874;--bad:#ff9c94;--badbg:#3a1f1e;--good:#86d6a1;
    --goodbg:#173122;--plain:#a3adb6;--plainbg:#22272c;--ev:#21405f;--find:#6b4a0c}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
    main,header,footer{max-width:1120px;margin:0 auto;padding:0 24px}
    header{padding-top:32px}
    h1{font-size:28px;line-height:1.2;margin:0 0 16px}
    h2{font-size:21px;margin:48px 0 12px;padding-top:16px;border-top:1px solid var(--line)}
    h3{font-size:17px;margin:28px 0 8px}
    p{max-width:75ch;margin:8px 0}
    a{color:var(--ink)}
    :focus-visible{outline:3px solid var(--ink);outline-offset:2px;border-radius:2px}
    .skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px}
    .verdict{border-left:6px solid var(--plain);background:var(--plainbg);padding:12px 16px;margin:0 0 16px;font-size:18px;font-weight:600;max-width:none}
    .verdict.passed{border-color:var(--good);background:var(--goodbg)}
    .verdict.failed{border-color:var(--bad);background:var(--badbg)}
    .worst{padding-left:24px}.worst li{margin:6px 0}
    .soft{color:var(--soft);font-size:14px}
    nav ul{list-style:none;padding:0;margin:16px 0;display:flex;flex-wrap:wrap;gap:6px 18px}
    .scroll{overflow-x:auto;max-width:100%}
    table{border-collapse:collapse;font-size:14px;margin:8px 0;font-variant-numeric:tabular-nums}
    caption{text-align:left;color:var(--soft);padding:4px 0}
    caption span{display:inline-block;max-width:min(72ch,100vw - 48px)}
    th,td{padding:5px 12px 5px 0;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;white-space:nowrap}
    th:first-child,td:first-child{text-align:left;white-space:normal;min-width:11em}
    td.words{text-align:left;white-space:normal;min-width:20em}
    thead th{border-bottom:2px solid var(--line);font-weight:600}
    tbody th{font-weight:400}
    td:has(small){padding-left:16px}
    td small{color:var(--soft);display:inline-block;min-width:8.5em}
    tr.group th{font-weight:600;color:var(--soft);font-size:13px;padding-top:18px;border-bottom:1px solid var(--fg)}
    table.planted td.words{min-width:14em}table.planted th:nth-child(n+2){text-align:left}table.planted td{text-align:left}
    table.definitions td.words{min-width:26em}
    td.base,th.base{color:var(--soft)}
    svg{width:100%;max-width:816px;height:auto;display:block;margin:8px 0;font:13px system-ui,sans-serif}
    svg.square{max-width:340px}
    svg text{fill:var(--fg)}svg .tick{fill:var(--soft);font-size:12px}
    svg .grid{stroke:var(--line);fill:none}svg .dashed{stroke-dasharray:4 4}
    svg circle.ink,svg rect.ink{fill:var(--ink)}svg circle.pale,svg rect.pale{fill:var(--pale)}
    svg .line{fill:none;stroke-width:2}svg .line.ink{stroke:var(--ink)}svg .line.pale{stroke:var(--pale)}
    svg .whisker{fill:none;stroke:var(--fg);stroke-width:1.5}
    details.note{border:1px solid var(--line);border-radius:6px;margin:8px 0;background:var(--panel)}
    details.note>summary{padding:8px 12px;cursor:pointer;display:flex;gap:12px;flex-wrap:wrap;align-items:baseline}
    details.note>summary::before{content:"▸";color:var(--soft)}details.note[open]>summary::before{content:"▾"}
    details.note>summary h3{font-size:15px;margin:0}
    details.note>div{padding:0 12px 12px}
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:16px;align-items:start}
    .pair>*{min-width:0}
    .text{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--bg);border:1px solid var(--line);border-radius:4px;padding:10px 12px;font-size:14px;line-height:1.55}
    .pair h4{margin:10px 0 4px;font-size:14px}
    mark{background:var(--ev);color:inherit;border-radius:2px;padding:1px 0}
    mark.find{background:var(--find);text-decoration:underline 2px}
    mark:target,.claim:target{outline:2px solid var(--ink)}
    .pair>div:last-child{position:sticky;top:8px}
    .columns{columns:3 18em;column-gap:36px}
    del{color:var(--soft);text-decoration:none}del::before{content:"was: "}
    ins{text-decoration:none}ins::before{content:"is: "}
    sup{line-height:0}sup a{text-decoration:none;padding:0 2px;font-size:11px}
    .tag{font-size:12px;padding:1px 8px;border-radius:10px;background:var(--plainbg);color:var(--plain);border:1px solid currentColor}
    .tag.held,.tag.blocked,.tag.bad{background:var(--badbg);color:var(--bad)}
    .tag.released,.tag.annotated{background:var(--goodbg);color:var(--good)}
    .findings{font-size:14px;padding-left:20px;margin:6px 0}
    footer{padding:32px 24px;color:var(--soft);font-size:14px;border-top:1px solid var(--line);margin-top:48px}
    @media (max-width:760px){.pair{grid-template-columns:1fr}}
    @media print{:root{color-scheme:light}body{font-size:11pt}nav,.skip{display:none}
    body.whole details::details-content{content-visibility:visible;block-size:auto}
    .pair,.columns{display:block;columns:auto}.pair>div:last-child{position:static}
    details.note>summary{break-after:avoid}details.note>summary::before{content:""!important}
    .text{border:0;padding:4px 0}mark,.tag,.verdict,svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
    h2,h3{break-after:avoid}svg,tr{break-inside:avoid}.scroll{overflow:visible}th,td{padding-right:8px}}
    """
}
