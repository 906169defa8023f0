// @ts-check
/** `node test/tools/next-code.mjs [KIND …]`: the next free trouble codes. */
import { pathToFileURL } from 'node:url';
import { sourceModule } from './source.mjs';

/**
 * The highest number of each hundred, plus 1. Gaps stay empty: an old log may have such a number with another meaning.
 *
 * @param {readonly string[]} codes such as `PRN-101`
 * @returns {ReadonlyMap<string, readonly { next: string, after: string }[]>} by kind
 */
export function nextCodes(codes) {
  /** @type {Map<string, Map<number, number>>} */
  const highest = new Map();
  for (const code of codes) {
    const [kind = '', digits = ''] = code.split('-');
    const hundreds = highest.get(kind) ?? new Map();
    const hundred = Math.floor(Number(digits) / 100);
    hundreds.set(hundred, Math.max(hundreds.get(hundred) ?? 0, Number(digits)));
    highest.set(kind, hundreds);
  }
  const sorted = [...highest].sort(([one], [other]) => one.localeCompare(other));
  return new Map(
    sorted.map(([kind, hundreds]) => [
      kind,
      [...hundreds]
        .sort(([one], [other]) => one - other)
        .map(([, number]) => ({
          next: `${kind}-${number + 1}`,
          after: `${kind}-${number}`,
        })),
    ]),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { TECHNICIAN_TEXT } = await sourceModule('device/troubles/troubles.ts');
  const next = nextCodes(Object.keys(TECHNICIAN_TEXT));
  const kinds = process.argv.slice(2);
  const strange = kinds.filter((kind) => !next.has(kind));
  if (strange.length > 0) {
    console.error(`next-code: no codes of the kind ${strange.join(', ')}; there are ${[...next.keys()].join(', ')}`);
    process.exitCode = 2;
  } else {
    const free = (kinds.length > 0 ? kinds : [...next.keys()]).flatMap((kind) => next.get(kind) ?? []);
    for (const each of free) console.log(`${each.next}, after ${each.after} (${TECHNICIAN_TEXT[each.after].title})`);
  }
}
