/* In the browser, before the page's own scripts: shows what is wrong, also on a page whose scripts do not load. */

const root = ROOT;
const hot = import.meta.hot;

const STYLE = `
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; max-height: 60%; overflow: auto;
    background: #2a0d12; color: #fff; font: 16px/1.45 system-ui, sans-serif; border-top: 6px solid #e0506a; }
  :host([hidden]) { display: none; }
  ol { margin: 0; padding: 14px 22px 18px 46px; }
  li { margin: 10px 0; }
  b { font: 700 17px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
  small { color: #f0c4cc; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 2px 0 0; }
  dt { color: #f0c4cc; }
  dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const panel = document.createElement('section');
panel.id = 'problems';
panel.hidden = true;
panel.setAttribute('role', 'alert');
const shadow = panel.attachShadow({ mode: 'open' });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
shadow.adoptedStyleSheets = [sheet];

let known = [];
let ofPage = [];

function element(name, text, ...inner) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...inner);
  return made;
}

function draw() {
  const seen = new Set();
  const problems = [...known, ...ofPage].filter(({ file, line }) => {
    const at = `${file}:${line}`;
    const isNew = line === null || !seen.has(at);
    seen.add(at);
    return isNew;
  });
  const rows = problems.map(({ source, file, line, expected, found }) => {
    const at = line === null ? file : `${file}:${line}`;
    const says = element(
      'dl',
      '',
      element('dt', 'expected'),
      element('dd', expected),
      element('dt', 'found'),
      element('dd', found),
    );
    return element('li', '', element('b', at), ' ', element('small', source), says);
  });
  shadow.replaceChildren(element('ol', '', ...rows));
  panel.hidden = rows.length === 0;
  if (!panel.isConnected) document.documentElement.append(panel);
}

hot.on('dev:problems', (problems) => {
  known = problems;
  draw();
});
hot.on('vite:error', ({ err }) => {
  const file = (err.loc?.file ?? err.id ?? '').replace(root, '');
  ofPage = [
    {
      source: 'page',
      file,
      line: err.loc?.line ?? null,
      expected: 'source that can be read',
      found: err.frame || err.message,
    },
  ];
  draw();
});
hot.on('vite:beforeUpdate', () => {
  ofPage = [];
  draw();
});
// Also after the development server was away.
hot.on('vite:ws:connect', () => hot.send('dev:problems?'));
hot.send('dev:problems?');
