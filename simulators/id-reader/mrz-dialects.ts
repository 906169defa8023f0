import { encodeDesko } from '../../drivers/id-reader/mrz/desko.ts';
import { delimitersOf, type MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { encodeElyctis } from '../../drivers/id-reader/mrz/elyctis.ts';
import { encodeThreeM } from '../../drivers/id-reader/mrz/three-m.ts';

/** Bytes that a reader of one dialect sends for a document; no lines: it found no zone. */
export function zoneBytes(dialect: MrzDialect, lines: readonly string[]): Uint8Array {
  switch (dialect.name) {
    case 'lines':
      return new TextEncoder().encode(lines.length === 0 ? '\r' : lines.map((line) => `${line}\r`).join(''));
    case '3m':
      return encodeThreeM(lines);
    case 'desko':
      return encodeDesko(lines, delimitersOf(dialect));
    case 'elyctis':
      return encodeElyctis({ kind: 'zone', lines });
    default:
      return dialect satisfies never;
  }
}

/** Number of bytes up to the end of the first line, or half of the second. */
export function bytesUntilRemoval(
  early: 'after-line-1' | 'in-line-2',
  lines: readonly string[],
  sent: Uint8Array,
): number {
  const [first = '', second = ''] = lines;
  const header = Math.max(0, String.fromCharCode(...sent).indexOf(first));
  return header + first.length + 1 + (early === 'after-line-1' ? 0 : Math.floor((second.length + 1) / 2));
}
