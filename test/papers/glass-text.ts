import type { LitElement } from 'lit';
import type { Screen } from '../../device/screen/screen.ts';
import { loadVisit } from '../../ui/citizen/kiosk-screen.ts';
import { loadWords } from '../../ui/words/load.ts';

/* What a citizen reads on a page, in the order of the page, without a browser: the template that the element of the page draws. */

/** Between two pieces of text. */
const GAP = '\n';

interface Template {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

/** A page of the glass. */
export interface Page {
  readonly text: string;
  /** What the codes on it lead to. */
  readonly codes: readonly string[];
  /** The one large button of the bar, or `null`: there is none. */
  readonly primary: string | null;
}

const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;

/** Whether what follows stands between the signs of a tag, where no text is. */
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

/** As the glass shows it. */
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
