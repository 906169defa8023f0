import type { ChangedFact } from './changed-facts.ts';

export interface HiddenFields<View> {
  readonly fields: readonly string[];
  /** `owner`: the object that has the field. Default: each view. */
  readonly where?: (view: View, owner: Readonly<Record<string, unknown>>) => boolean;
  readonly because: string;
}

const isBelow = (field: string, above: string): boolean =>
  field === above || field.startsWith(`${above}.`) || field.startsWith(`${above}[`);

/** Facts that a page hides although no line says so, and lines that no view needs. */
export function faultsOf<View>(facts: readonly ChangedFact[], table: readonly HiddenFields<View>[]): readonly string[] {
  const lines = table.flatMap(({ fields, where }) => fields.map((field) => ({ field, where, used: 0 })));
  const faults = facts.map(({ field, view, owner, name, is }) => {
    const written = lines.filter((line) => isBelow(field, line.field) && (line.where?.(view as View, owner) ?? true));
    if (is === 'no-value') return `${field}: no view has a value`;
    if (is === 'not-seen') for (const line of written) line.used += 1;
    if ((is === 'seen') === (written.length === 0)) return null;
    return is === 'seen' ? `${field}: has a line, but ${name} shows it` : `${field}: ${name} does not show it`;
  });
  const spare = lines.filter(({ used }) => used === 0).map(({ field }) => `${field}: has a line that no view needs`);
  return [...new Set([...faults.filter((fault) => fault !== null), ...spare])];
}
