import type { CitizenScreen } from '../../device/screen/screen.ts';
import type { Language } from '../../device/words/language.ts';
import { elementNameOf, loadRest, shownLanguageOf } from '../../ui/citizen/kiosk-screen.ts';
import { loadWords } from '../../ui/words/load.ts';
import { isDirective, isTemplate, newElement, type Template } from './lit-template.ts';

/* The text of a page in order, without a browser, from templates. */

const GAP = '\n';

export interface Page {
  readonly text: string;
  readonly codes: readonly string[];
  readonly primary: string | null;
  readonly missingIds: readonly string[];
}

function inTag(before: string): boolean {
  return before.lastIndexOf('<') > before.lastIndexOf('>');
}

/** `parts`: also read the templates inside. */
interface Reading {
  readonly codes: string[];
  readonly parts: boolean;
}

function markup(value: unknown, reading: Reading): string {
  if (Array.isArray(value)) return value.map((each) => markup(each, reading)).join('');
  if (isDirective(value)) return markup(value.values.filter(isTemplate), reading);
  if (isTemplate(value)) return markupOf(value, reading);
  return typeof value === 'string' || typeof value === 'number' ? escaped(String(value)) : '';
}

const escaped = (text: string): string =>
  text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const OPEN = /<([a-z]+(?:-[a-z]+)+)[^<>]*$/;

function markupOf({ strings, values }: Template, reading: Reading): string {
  let html = strings[0] ?? '';
  let given: Readonly<Record<string, unknown>> = {};
  values.forEach((value, at) => {
    const next = strings[at + 1] ?? '';
    if (!inTag(html)) {
      html += markup(value, reading) + next;
      return;
    }
    const [, name = ''] = OPEN.exec(html) ?? [];
    const [, property] = /\.(\w+)=$/.exec(html) ?? [];
    if (property !== undefined) given = { ...given, [property]: value };
    if (name === 'k-qr' && property === 'text') reading.codes.push(String(value));
    html += attribute(html, value);
    const ends = next.indexOf('>') + 1;
    html += next.slice(0, ends);
    if (ends > 0) {
      if (reading.parts && name !== '') html += partOf(name, given, reading);
      given = {};
    }
    html += next.slice(ends);
  });
  return html;
}

/** Escaped value; `""` for properties, listeners and boolean attributes. */
function attribute(before: string, value: unknown): string {
  const isText = typeof value === 'string' || typeof value === 'number';
  const text = isText ? escaped(String(value)) : '';
  if (!before.endsWith('=')) return text;
  return /\s[.?@][\w-]+=$/.test(before) ? '""' : `"${text}"`;
}

function partOf(name: string, given: object, reading: Reading): string {
  return markup(newElement(name, given)?.render(), reading);
}

const WITHIN = /<\/?(?:span|b|i)\b[^>]*>/g;

const textIn = (html: string): string =>
  html
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(WITHIN, '')
    .replace(/<[^>]*>/g, GAP)
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('\u00a0', ' ')
    .split(GAP)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join(GAP);

export async function pageOf(screen: CitizenScreen): Promise<Page> {
  await loadRest();
  const name = elementNameOf(screen.show);
  if (!customElements.get(name)) throw new Error(`no page has the name ${screen.show}`);
  const codes: string[] = [];
  const html = partOf(name, { screen, words: await loadWords(screen.language) }, { codes, parts: false });
  const [, primary = null] = /slot="primary"[^>]*>([\s\S]*?)<\/button>/.exec(html) ?? [];
  return { text: textIn(html), codes, primary: primary && textIn(primary), missingIds: missingIdsIn(html) };
}

function missingIdsIn(html: string): readonly string[] {
  const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  return [...html.matchAll(/\saria-(?:labelled|described)by="([^"]+)"/g)]
    .flatMap(([, named = '']) => named.split(' '))
    .filter((id) => !ids.has(id));
}

export interface SpokenText {
  readonly text: string;
  readonly language: Language;
}

const TAGS_AND_TEXT = /<(\/?)([a-z][a-z\d-]*)((?:"[^"]*"|[^">])*)>|[^<]+/g;
const SPOKEN =
  /\s(?:aria-(?:label|description|valuetext|roledescription|placeholder)|alt|title|placeholder)="([^"]*)"/g;
const VOID = /^(?:input|br|hr|img|col|wbr)$/;

/** All texts of a screen, with its bars, dialogs and names of controls. */
export async function spokenTexts(screen: CitizenScreen): Promise<readonly SpokenText[]> {
  await loadRest();
  const own = shownLanguageOf(screen);
  const html = partOf('kiosk-screen', { screen, words: await loadWords(own) }, { codes: [], parts: true });
  const languages: Language[] = [own];
  return [...html.replace(/<!--[\s\S]*?-->/g, '').matchAll(TAGS_AND_TEXT)].flatMap(
    ([text, closes, name, attributes]) => {
      const above = languages.at(-1) ?? own;
      if (name === undefined || attributes === undefined)
        return text.trim() === '' ? [] : [{ text: textIn(text), language: above }];
      if (closes) languages.pop();
      if (closes) return [];
      const language = (/\slang="([^"]*)"/.exec(attributes)?.[1] ?? above) as Language;
      if (!attributes.endsWith('/') && !VOID.test(name)) languages.push(language);
      return [...attributes.matchAll(SPOKEN)].map(([, said = '']) => ({ text: textIn(said), language }));
    },
  );
}
