/** The look of the report: KERN's colours, in a file that loads nothing. */
export const reportStyle = `
:root { color-scheme: light dark; --text: #171a2b; --muted: #4b5066; --line: #c8cbd9; --paper: #fff; --soft: #f3f4f9; --action: #1a4599;
  --critical: #b3261e; --methodical: #8a4b00; --warning: #6b5900; --hint: #1a4599; }
@media (prefers-color-scheme: dark) { :root { --text: #f3f4f9; --muted: #b9bdd0; --line: #4b5066; --paper: #14172a; --soft: #1f2338;
  --action: #a8c4ff; --critical: #ffb4ab; --methodical: #ffb870; --warning: #e8d26a; --hint: #a8c4ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 "Fira Sans", system-ui, sans-serif; color: var(--text); background: var(--paper); overflow-wrap: anywhere; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 0.25rem solid var(--action); }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0.25rem 0; }
h2 { font-size: 1.375rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.0625rem; margin: 0; }
p { margin: 0.5rem 0; max-width: 44rem; }
a { color: var(--action); }
a:focus-visible, summary:focus-visible { outline: 0.1875rem solid var(--action); outline-offset: 0.125rem; }
.skip { position: absolute; left: -100vw; padding: 0.5rem; background: var(--paper); }
.skip:focus { left: 0; }
.topic, .code, code, dt { color: var(--muted); }
.tiles { list-style: none; margin: 1rem 0; padding: 0; display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); }
.tiles li, article { background: var(--soft); border-left: 0.375rem solid var(--line); border-radius: 0.25rem; }
.tiles a { display: block; padding: 0.75rem 1rem; color: inherit; }
.tiles strong { display: block; font-size: 1.75rem; line-height: 1.2; }
.figures { display: grid; gap: 0.5rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); }
.figures div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--line); }
dd { margin: 0; font-weight: 600; }
article { margin: 0.75rem 0; padding: 0.75rem 1rem; }
.critical { border-left-color: var(--critical) !important; }
.methodical { border-left-color: var(--methodical) !important; }
.warning { border-left-color: var(--warning) !important; }
.hint { border-left-color: var(--hint) !important; }
summary { cursor: pointer; color: var(--action); padding: 0.25rem 0; }
ul { padding-left: 1.25rem; }
li code { display: block; font-size: 0.875rem; }
li span { display: block; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { border-top: 1px solid var(--line); color: var(--muted); }
@media print { details > ul { display: block; } .skip { display: none; } }
`;
