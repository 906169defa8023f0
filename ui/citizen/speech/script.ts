import type { Words } from '../../words/words.ts';

export type SpeechWords = Words['speech'];

/** A part of the page that the voice says without a pause for a key. */
export interface ScriptItem {
  readonly text: string;
  /** Tag of the language, from `lang` of the part. */
  readonly language: string;
  /** What *select* presses; `null`: a text, or a control that cannot be used now. */
  readonly control: HTMLElement | null;
  /** Whether the voice says a change of this item at once. */
  readonly live: boolean;
  /** Whether reading begins here. */
  readonly isHeading: boolean;
  /** Whether it is a key of the keyboard on the page: reached by the keypad, and passed over when the whole page is read. */
  readonly isLetterKey: boolean;
}

const CONTROL = 'button, input, a[href], summary, select, textarea';
const NEVER_SPOKEN = new Set(['STYLE', 'SCRIPT', 'TEMPLATE', 'DATALIST']);
const LIVE = '[role="alert"], [role="status"], [aria-live="polite"], [aria-live="assertive"]';
/** Parts with texts that belong together: a cell says little without its row. */
const ROW = 'tr, [role="row"], dl > div, li';

/**
 * What the page says, in the order of reading, each item once. The script is made from the drawn page, as a browser makes its accessibility
 * tree. It leaves out hidden parts, and the page behind a dialog [WAI-ARIA 1.2, accname-1.2].
 */
export function scriptOf(root: ShadowRoot, words: SpeechWords, language: string): readonly ScriptItem[] {
  const writer = new ScriptWriter(words, language);
  writer.children(root);
  return writer.end();
}

class ScriptWriter {
  readonly #words: SpeechWords;
  readonly #items: ScriptItem[] = [];
  #parts: string[] = [];
  #line = '';
  #language: string;
  #live = false;
  #rows = 0;
  #isHeading = false;

  constructor(words: SpeechWords, language: string) {
    this.#words = words;
    this.#language = language;
  }

  end(): readonly ScriptItem[] {
    this.#endItem();
    return this.#items;
  }

  children(parent: ParentNode): void {
    for (const node of drawnNodes(parent)) this.#node(node);
  }

  #node(node: Node): void {
    if (node instanceof Text) this.#line += node.data;
    else if (node instanceof HTMLElement || node instanceof SVGElement) this.#element(node);
  }

  #element(element: HTMLElement | SVGElement): void {
    const input = element.matches('label') ? element.querySelector('input') : null;
    if (isSilent(element)) return;
    if (element.tagName === 'BR') this.#endLine();
    else if (input) this.#control(input, element);
    else if (element instanceof HTMLElement && element.matches(CONTROL)) this.#control(element, element);
    else if (isPicture(element)) this.#line += element.ariaLabel === null ? '' : ` ${element.ariaLabel} `;
    else this.#part(element);
  }

  #part(element: Element): void {
    const isBlock = !/^(inline|contents)/.test(getComputedStyle(element).display);
    const isRow = element.matches(ROW);
    const isLive = element.matches(LIVE);
    const isHeading = element.tagName === 'H1';
    const end = () => {
      if (isLive || (isRow && this.#rows === 0)) this.#endItem();
      else if (isBlock) this.#endLine();
    };
    end();
    this.#isHeading ||= isHeading;
    if (element.ariaLabel !== null) this.#say(element.ariaLabel);
    this.#within(element, { isRow, isLive });
    end();
    if (isHeading) this.#isHeading = false;
  }

  #within(element: Element, { isRow, isLive }: { readonly isRow: boolean; readonly isLive: boolean }): void {
    const [language, live] = [this.#language, this.#live];
    const own = element.getAttribute('lang');
    if (own !== null) {
      if (own !== language) this.#endItem();
      this.#language = own;
    }
    this.#live ||= isLive;
    this.#rows += isRow ? 1 : 0;
    if (isNumbered(element)) this.#say(`${numberOf(element)}.`);
    this.children(element.shadowRoot ?? element);
    this.#rows -= isRow ? 1 : 0;
    if (own !== null && own !== language) this.#endItem();
    [this.#language, this.#live] = [language, live];
  }

  /** `face`: the part that names the control. */
  #control(control: HTMLElement, face: Element): void {
    this.#endItem();
    const name = nameOf(control, face, this.#words, this.#language);
    const states = statesOf(control, this.#words);
    const usable = !isDisabled(control);
    const text = [name, ...states].filter((part) => part !== '').join(', ');
    if (text === '') return;
    this.#items.push({
      text,
      language: face.getAttribute('lang') ?? this.#language,
      control: usable ? control : null,
      live: false,
      isHeading: false,
      isLetterKey: isLetterKey(control),
    });
  }

  #say(text: string): void {
    this.#endLine();
    this.#line = text;
    this.#endLine();
  }

  #closeLine(): void {
    const line = this.#line.replace(/\s+/g, ' ').trim();
    this.#line = '';
    if (line !== '') this.#parts.push(line);
  }

  /** In a row, a line is a part of the item. */
  #endLine(): void {
    this.#closeLine();
    if (this.#rows === 0) this.#endItem();
  }

  #endItem(): void {
    this.#closeLine();
    if (this.#parts.length === 0) return;
    const text = joined(this.#parts);
    this.#parts = [];
    this.#items.push({
      text,
      language: this.#language,
      control: null,
      live: this.#live,
      isHeading: this.#isHeading,
      isLetterKey: false,
    });
  }
}

/** A colon, stop or question mark already separates two parts. */
const joined = (parts: readonly string[]): string =>
  parts.reduce((text, part) => (/[.:!?,;–]$/.test(text) ? `${text} ${part}` : `${text}, ${part}`));

/** Nodes below a part as drawn: through slots. */
function drawnNodes(parent: ParentNode): Iterable<Node> {
  if (!(parent instanceof HTMLSlotElement)) return (parent as Node & ParentNode).childNodes;
  const assigned = parent.assignedNodes();
  return assigned.length > 0 ? assigned : parent.childNodes;
}

function isSilent(element: Element): boolean {
  if (NEVER_SPOKEN.has(element.tagName) || element.ariaHidden === 'true' || element.hasAttribute('inert')) return true;
  return getComputedStyle(element).display !== 'contents' && !element.checkVisibility({ visibilityProperty: true });
}

function isLetterKey(control: HTMLElement): boolean {
  const root = control.getRootNode();
  return root instanceof ShadowRoot && root.host.localName === 'k-keyboard';
}

const isNumbered = (element: Element): boolean =>
  element.matches('ol > li') && getComputedStyle(element).listStyleType !== 'none';

const numberOf = (item: Element): number => [...(item.parentElement?.children ?? [])].indexOf(item) + 1;

const isPicture = (element: Element): boolean =>
  element instanceof SVGElement || element.matches('img, canvas, [role="img"]');

const isDisabled = (control: HTMLElement): boolean => control.matches(':disabled, [aria-disabled="true"]');

function nameOf(control: HTMLElement, face: Element, words: SpeechWords, language: string): string {
  if (control.ariaLabel !== null) return control.ariaLabel;
  const labels = control.ariaLabelledByElements ?? [];
  return (labels.length > 0 ? labels : [face]).map((part) => textOf(part, words, language)).join(', ');
}

function textOf(part: Element, words: SpeechWords, language: string): string {
  const writer = new ScriptWriter(words, language);
  writer.children(part.shadowRoot ?? part);
  return writer
    .end()
    .map(({ text }) => text)
    .join(', ');
}

/** What the eye sees in the face of a control: its kind, its state, its value. */
function statesOf(control: HTMLElement, words: SpeechWords): readonly string[] {
  const says: string[] = [];
  if (control instanceof HTMLInputElement && !/^(radio|checkbox)$/.test(control.type)) {
    says.push(control.value === '' ? words.empty : control.value);
  }
  if (control.ariaPressed === 'true' || control.ariaSelected === 'true' || control.ariaCurrent === 'true')
    says.push(words.chosen);
  if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type) && control.checked)
    says.push(words.chosen);
  if (control.role === 'radio' && control.ariaChecked === 'true') says.push(words.chosen);
  if (control.role === 'switch') says.push(control.ariaChecked === 'true' ? words.on : words.off);
  if (control.ariaExpanded === 'true') says.push(words.open);
  if (isDisabled(control)) says.push(words.cannot);
  return says;
}
