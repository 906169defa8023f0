import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { panelOf } from '../../ui/gallery/panels.ts';
import { sampleNames } from '../../ui/gallery/samples.ts';
import { partByCommit } from '../support/commit.ts';
import { focusComes } from './focus-comes.ts';
import type { SampleRequest } from './gallery-page.ts';
import { measuredGallery } from './measured-gallery.ts';

/* `npm test` tries every 16th sample. Needs dist/gallery. */

const LONG_MS = 900_000;
const MOST_PRESSES = 200;

const opened = measuredGallery();

const ONLY = process.env['PAGES_ONLY']?.split(',');
const SAMPLES = sampleNames().filter(({ show }) => ONLY?.includes(show) ?? true);
const PANELS = [panelOf('21.5'), panelOf('21.5-landscape'), panelOf('15.6-landscape')];

const all = (panel = PANELS[0]!, text: 100 | 200 = 100): readonly SampleRequest[] =>
  (process.env['PAGES'] === 'all' ? SAMPLES : partByCommit(SAMPLES, 16)).map((sample) => ({
    sample,
    language: 'az',
    panel,
    display: { text },
  }));

const told = ({ sample, panel }: SampleRequest) => `${sample.show}/${sample.name} ${panel.id}`;

interface Stop {
  /** -1: not in the order of reading. */
  readonly nth: number;
  readonly name: string;
  readonly ringed: boolean;
  readonly covered: boolean;
}

interface Control {
  readonly name: string;
  /** Tab scrolls by itself, so what scrolls a page may have nothing to do. */
  readonly wanted: boolean;
}

/** Runs in the page. All controls that Tab may reach, in the order in which a screen reader reads them. */
function inReadingOrder(): readonly Control[] {
  const found: HTMLElement[] = [];
  const visit = (node: Node): void => {
    if (!(node instanceof HTMLElement) || node.hasAttribute('inert')) return;
    if (
      node.matches('button, input, select, textarea, a[href], [tabindex], .scroller') &&
      (node.tabIndex >= 0 || node.matches('.scroller')) &&
      node.checkVisibility({ visibilityProperty: true }) &&
      node.getBoundingClientRect().width > 0
    )
      found.push(node);
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    for (const each of slotted.length > 0 ? slotted : (node.shadowRoot ?? node).childNodes) visit(each);
  };
  visit(document.body);
  // Tab reaches one of a group of radio buttons: the chosen one, or the first.
  const groupOf = (control: HTMLElement) =>
    control instanceof HTMLInputElement && control.type === 'radio' ? control.name : null;
  const stops = found.filter((control, at) => {
    const group = groupOf(control);
    if (group === null) return true;
    const others = found.filter((other) => groupOf(other) === group);
    const chosen = others.find((other) => (other as HTMLInputElement).checked);
    return control === (chosen ?? others[0]) && found.indexOf(control) === at;
  });
  const kept = window as unknown as { sent?: string[] };
  if (!kept.sent) document.addEventListener('kiosk-intent', ({ detail }) => kept.sent?.push(detail.do));
  kept.sent = [];
  Object.assign(window, { stops });
  return stops.map((stop) => ({
    name: (stop.getAttribute('aria-label') ?? (stop.closest('label') ?? stop).textContent ?? '')
      .trim()
      .replace(/\s+/g, ' '),
    wanted: !stop.matches(':disabled, .pager button, .scroller'),
  }));
}

/** Runs in the page. `null`: the focus has left the page. */
function stopOfFocus(): Stop | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return null;
  // Chromium lets keys scroll a part that has no controls.
  if (focused.tabIndex < 0 && focused.scrollHeight > focused.clientHeight) return null;
  const face = focused.closest('label') ?? focused;
  const isRinged = (element: Element) => {
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
    return outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2 && opacity !== '0';
  };
  const above = (node: Node): Node | null =>
    (node instanceof Element ? node.assignedSlot : null) ?? (node instanceof ShadowRoot ? node.host : node.parentNode);
  const isInFace = (at: Element | null): boolean => {
    for (let node: Node | null = at; node; node = above(node)) if (node === face) return true;
    return false;
  };
  const drawnAt = (x: number, y: number, root: DocumentOrShadowRoot = document): Element | null => {
    const top = root.elementFromPoint(x, y);
    const inner = top?.shadowRoot;
    return inner && inner !== root ? (drawnAt(x, y, inner) ?? top) : top;
  };
  const { left, top, width, height } = face.getBoundingClientRect();
  const parts = [0.1, 0.5, 0.9];
  return {
    nth: (window as unknown as { readonly stops: readonly Element[] }).stops.indexOf(focused),
    name: (focused.getAttribute('aria-label') ?? face.textContent ?? '').trim().replace(/\s+/g, ' '),
    ringed: isRinged(focused) || isRinged(face),
    covered: !parts.some((x) => parts.some((y) => isInFace(drawnAt(left + x * width, top + y * height)))),
  };
}

async function faultsOfFocus(page: Page, { sample }: SampleRequest): Promise<readonly string[]> {
  if (sample.show !== 'closed') await focusComes(page, sample.name === 'idle' ? '.stay' : 'h1', sample.name);
  const controls = await page.evaluate(inReadingOrder);
  const reached: Stop[] = [];
  for (let press = 0; press < MOST_PRESSES; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopOfFocus);
    if (stop === null) continue;
    if (reached.some(({ nth }) => nth === stop.nth)) break;
    reached.push(stop);
  }
  const sent = await page.evaluate(() => (window as unknown as { readonly sent: readonly string[] }).sent);
  const isReached = (nth: number) => reached.some((stop) => stop.nth === nth);
  // The focus begins at the heading, so the first controls come last.
  const first = reached[0]?.nth ?? 0;
  const turnOf = ({ nth }: Stop) => (nth - first + controls.length) % controls.length;
  return [
    ...controls.flatMap(({ name, wanted }, nth) => (isReached(nth) || !wanted ? [] : [`Tab never reaches “${name}”`])),
    ...reached.flatMap((stop, at) => {
      const before = reached[at - 1];
      const inOrder = stop.nth >= 0 && (!before || turnOf(before) < turnOf(stop));
      return inOrder ? [] : [`“${stop.name}” comes too late after “${before?.name}”`];
    }),
    ...sent.map((what) => `the focus alone sends *${what}*`),
    ...reached.filter(({ ringed }) => !ringed).map(({ name }) => `no line shows the focus of “${name}”`),
    ...reached.filter(({ covered }) => covered).map(({ name }) => `the focus is out of view: “${name}”`),
  ];
}

it.each([100, 200] as const)(
  'when Tab is pressed with text of %i %, then it reaches each control in order of reading, the focus is visible, and nothing else happens',
  { timeout: LONG_MS },
  async (text) => {
    const found = await opened().gallery.forEach(all(PANELS[0], text), async (page, each) =>
      (await faultsOfFocus(page, each)).map((line) => `${told(each)}: ${line}`),
    );
    expect(found.flat()).toEqual([]);
  },
);

/** Runs in the page. Controls that Tab reaches after a lower one in the same column. */
function metTooLate(): readonly string[] {
  const met: { readonly name: string; readonly box: DOMRect; readonly part: Element | null }[] = [];
  const visit = (node: Node, above: Element | null): void => {
    if (!(node instanceof Element) || node.hasAttribute('inert')) return;
    const part = node.matches('.scroller, .bar') ? node : above;
    if (node.matches('button:not(:disabled), input, a[href], [role=textbox]')) {
      const shown = node.closest('label') ?? node;
      const name = node.getAttribute('aria-label') ?? shown.textContent ?? '';
      met.push({ name: name.trim().replace(/\s+/g, ' '), box: shown.getBoundingClientRect(), part });
    }
    const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
    for (const each of slotted.length > 0 ? slotted : (node.shadowRoot ?? node).childNodes) visit(each, part);
  };
  visit(document.body, null);
  const isAbove = (a: DOMRect, b: DOMRect) => a.bottom <= b.top + 1 && a.left < b.right && b.left < a.right;
  return met.flatMap((one, at) =>
    met
      .slice(at + 1)
      .filter(({ part, box }) => part === one.part && box.width > 0 && one.box.width > 0 && isAbove(box, one.box))
      .map((later) => `“${later.name}” comes after “${one.name}”`),
  );
}

it.each(PANELS)(
  'when Tab is pressed on $title, then upper controls come before lower ones',
  { timeout: LONG_MS },
  async (panel) => {
    const found = await opened().gallery.forEach(all(panel), async (page, each) =>
      (await page.evaluate(metTooLate)).map((line) => `${told(each)}: ${line}`),
    );
    expect(found.flat()).toEqual([]);
  },
);
