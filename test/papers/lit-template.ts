export interface Template {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
}

export const isTemplate = (value: unknown): value is Template =>
  typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;

/** Whether a value is a directive such as `keyed` around a template, or `live`. */
export const isDirective = (value: unknown): value is Pick<Template, 'values'> =>
  typeof value === 'object' && value !== null && '_$litDirective$' in value && 'values' in value;

/** A new element with these properties; `null`: the page has not loaded it. */
export function newElement(name: string, properties: object): (HTMLElement & { render(): unknown }) | null {
  const Part = customElements.get(name);
  return Part ? (Object.assign(new Part(), properties) as HTMLElement & { render(): unknown }) : null;
}
