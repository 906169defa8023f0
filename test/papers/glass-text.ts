import type { LitElement } from 'lit';
import type { Screen } from '../../device/screen/screen.ts';
import { loadVisit } from '../../ui/citizen/kiosk-screen.ts';
import { loadWords } from '../../ui/words/load.ts';

/* The text of a page in its order, without a browser: it comes from the template of the page's element. */

/** Between two pieces of text. */
const GAP = '\n';

interface Template {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

/** A page of the glass. */
export interface Page {
  readonly text: string;
  /** Targets of the QR codes on the page. */
  readonly codes: readonly string[];
  /** The large button of the bar; `null`: there is none. */
  readonly primary: string | null;
}

const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;

/** Whether the following characters are inside a tag, so that they are no text. */
function inTag(before: string): boolean {
  return before.lastIndexOf('<') > before.lastIndexOf('>');
}

function markup(value: unknown, codes: string[]): string {
  if (Array.isArray(value)) return value.map((each) => markup(each, codes)).join('');
  if (isTemplate(value)) return markupOf(value, codes);
  return typeof value === 'string' || typeof value === 'number' ? escaped(String(value)) : '';
}

const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function markupOf({ strings, values }: Template, codes: string[]): string {
  let html = strings[0] ?? '';
  values.forEach((value, at) => {
    if (!inTag(html)) html += markup(value, codes);
    else if (html.endsWith('.text=') && html.slice(html.lastIndexOf('<')).startsWith('<k-qr'))
      codes.push(String(value));
    html += strings[at + 1] ?? '';
  });
  return html;
}

/** Tags that stand within a sentence. */
const WITHIN = /<\/?(?:span|b|i)\b[^>]*>/g;

const textIn = (html: string): string =>
  html
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(WITHIN, '')
    .replace(/<[^>]*>/g, GAP)
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('\u00a0', ' ')
    .split(GAP)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join(GAP);

const nameOf = (show: Screen['show']): string =>
  `screen-${show.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;

/** The text as the screen shows it. */
export async function pageOf(screen: Screen): Promise<Page> {
  await loadVisit();
  const element = customElements.get(nameOf(screen.show));
  if (!element) throw new Error(`no page has the name ${screen.show}`);
  const page = Object.assign(new element() as LitElement, { screen, words: await loadWords(screen.language) });
  const codes: string[] = [];
  const html = markup((page as unknown as { render(): unknown }).render(), codes);
  const [, primary = null] = /slot="primary"[^>]*>([\s\S]*?)<\/button>/.exec(html) ?? [];
  return { text: textIn(html), codes, primary: primary && textIn(primary) };
}
