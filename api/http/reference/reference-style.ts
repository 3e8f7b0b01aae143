/** The reference page's own sheet: the policy allows no style inside a page. */
export const REFERENCE_STYLE = `
:root { color-scheme: light dark; --ink: #1d2b28; --soft: #51625e; --line: #d5ddda; --paper: #fbfcfb; --tint: #eef3f1; --mark: #0b5d50; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eeeb; --soft: #a9b8b3; --line: #35443f; --paper: #141b19; --tint: #1d2724; --mark: #7fd0bf; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 52rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
h4 { font-size: .9rem; margin: 1rem 0 .25rem; color: var(--soft); }
p { margin: .4rem 0; max-width: 65ch; }
a { color: var(--mark); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; border-radius: 4px; }
nav ul { list-style: none; margin: 1rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
nav a, .codes a { display: inline-block; padding: .35rem 0; }
code, pre { font: .875rem/1.5 ui-monospace, monospace; }
pre { background: var(--tint); border-radius: 8px; padding: .75rem; overflow-x: auto; margin: .35rem 0; }
details { border-top: 1px solid var(--line); }
section > details:last-of-type { border-bottom: 1px solid var(--line); }
details > summary { cursor: pointer; padding: .75rem 0; min-height: 44px; }
details > details { border-top: 0; margin-inline-start: .75rem; }
details[open] > summary { font-weight: 600; }
.inside { padding: 0 0 1rem; }
.verb { display: inline-block; min-width: 3.6rem; font-weight: 700; color: var(--mark); }
.what { display: block; color: var(--soft); font-weight: 400; }
dl { margin: .25rem 0; }
dt { font-weight: 600; overflow-wrap: anywhere; }
dd { margin: 0 0 .6rem; color: var(--soft); }
`;
