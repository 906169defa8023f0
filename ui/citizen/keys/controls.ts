import type { ControlBox, ControlPlace } from './places.ts';

/** Enabled, visible controls of a page, with their places. Controls behind a dialog are inert and do not count. */
export function placesIn(root: ShadowRoot): readonly ControlPlace<HTMLElement>[] {
  return [...controlsIn(root)].map((control) => ({
    control,
    box: faceOf(control).getBoundingClientRect(),
    region: scrollerOf(control),
  }));
}

export const boxOfRegion = (region: object): ControlBox => (region as Element).getBoundingClientRect();

const CONTROL = 'button:not(:disabled), input:not(:disabled), a[href], summary';

function* controlsIn(root: ParentNode): Generator<HTMLElement> {
  for (const element of root.children) {
    if (element.hasAttribute('inert')) continue;
    if (element instanceof HTMLElement && element.matches(CONTROL) && isVisible(element)) yield element;
    if (element.shadowRoot) yield* controlsIn(element.shadowRoot);
    yield* controlsIn(element);
  }
}

function isVisible(control: HTMLElement): boolean {
  const { width, height } = faceOf(control).getBoundingClientRect();
  return width > 0 && height > 0 && control.checkVisibility({ visibilityProperty: true });
}

/** What the citizen sees of a control: of an input in a label, the label. */
const faceOf = (control: HTMLElement): HTMLElement => control.closest('label') ?? control;

function scrollerOf(control: Element): Element | null {
  for (let part = parentOf(control); part !== null; part = parentOf(part)) {
    if (part.scrollHeight > part.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(part).overflowY)) return part;
  }
  return null;
}

/** Parent as drawn: through slots and shadow roots. */
function parentOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Whether the control is in a part that matches, as drawn. */
export function isInMatchingPart(control: Element, selector: string): boolean {
  for (let part: Element | null = control; part !== null; part = parentOf(part))
    if (part.matches(selector)) return true;
  return false;
}
