import { isDirective, isTemplate, newElement, type Template } from '../papers/lit-template.ts';

/* Text of a page, drawn without a browser: texts, attributes, properties of parts, and events of a touch. */

type Listener = (event: object) => void;
type Touch = (listener: Listener) => string;

/** Kinds of attributes in lit: attribute, property (`.`), boolean attribute (`?`) or listener (`@`). */
const BOUND_NAME = /\s([.?@]?[\w-]+)=(?:"[^"<>]*)?$/;

/** Properties that are not seen or heard. A touch on a choice sends its `value`; `words` are not facts. */
const UNSEEN_NAMES = /^(?:id|for|name|value|data-.*|aria-(?:labelledby|describedby|controls)|\.words)$/;

export function renderWithoutBrowser(name: string, properties: object): string {
  const element = newElement(name, properties);
  if (!element) throw new Error(`no element has the name ${name}`);
  const sent: string[] = [];
  element.dispatchEvent = (event) => {
    sent.push(`${event.type} ${JSON.stringify((event as CustomEvent).detail)}`);
    return true;
  };
  const touch: Touch = (listener) => {
    sent.length = 0;
    listener.call(element, { preventDefault: () => undefined });
    return sent.join().replace(/[<>]/g, ' ');
  };
  return markup(element.render(), touch);
}

function markup(value: unknown, touch: Touch): string {
  if (Array.isArray(value)) return value.map((each) => markup(each, touch)).join('');
  if (isDirective(value)) return value.values.map((each) => markup(each, touch)).join(' ');
  if (isTemplate(value)) return markupOf(value, touch);
  if (value === null || value === undefined || typeof value === 'symbol' || typeof value === 'function') return '';
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/[<>]/g, ' ');
}

const markupOf = ({ strings, values }: Template, touch: Touch): string =>
  strings.reduce((html, next, at) => {
    const { [at - 1]: value } = values;
    const tag = html.slice(html.lastIndexOf('<'));
    if (tag.includes('>')) return html + markup(value, touch) + next;
    const [, given = ''] = BOUND_NAME.exec(tag) ?? [];
    if (UNSEEN_NAMES.test(given)) return html + next;
    const said = given.startsWith('@') ? touch(value as Listener) : markup(value, touch);
    return html + said.replaceAll('"', ' ') + next;
  });
