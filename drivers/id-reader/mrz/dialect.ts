import { fromHex } from '../../bytes.ts';
import type { Framer } from '../../framer.ts';
import { createZoneBlockFramer } from './block.ts';
import { deskoShape } from './desko.ts';
import { createScanFramer, type ZoneScan } from './scan.ts';
import { type CheckByte, threeMShape } from './three-m.ts';

/** Dialect of a zone reader, from the profile. */
export type MrzDialect =
  /** CR, CR LF or LF: most readers, most others after configuration. */
  | { readonly name: 'lines' }
  | { readonly name: '3m'; readonly checkByte?: CheckByte }
  /** Hex, such as `4f`. Absent: not checked. */
  | { readonly name: 'desko'; readonly prefix?: string; readonly suffix?: string }
  | { readonly name: 'elyctis' };

export type OneWayDialect = Exclude<MrzDialect, { readonly name: 'elyctis' }>;

export const PLAIN_LINES: MrzDialect = { name: 'lines' };

/** Creates the framer of a reader that only sends. */
export function createDialectFramer(dialect: OneWayDialect): Framer<ZoneScan> {
  switch (dialect.name) {
    case 'lines':
      return createScanFramer();
    case '3m':
      return createZoneBlockFramer(threeMShape(dialect.checkByte ?? 'ignore'));
    case 'desko':
      return createZoneBlockFramer(deskoShape(delimitersOf(dialect)));
    default:
      return dialect satisfies never;
  }
}

export function delimitersOf({ prefix = '', suffix = '' }: Extract<MrzDialect, { name: 'desko' }>): {
  readonly prefix: Uint8Array;
  readonly suffix: Uint8Array;
} {
  return { prefix: fromHex(prefix), suffix: fromHex(suffix) };
}

/**
 * Parses a typed dialect: `lines`, `3m`, `3m:xor`, `desko`, `desko:4f:4f` (prefix and suffix in hex, each may be empty) or `elyctis`.
 * `undefined` for anything else.
 */
export function parseDialect(text: string): MrzDialect | undefined {
  const desko = /^desko(?::((?:[0-9a-f]{2}){0,4})(?::((?:[0-9a-f]{2}){0,4}))?)?$/i.exec(text);
  if (desko) {
    const [, prefix = '', suffix = ''] = desko;
    return { name: 'desko', ...(prefix !== '' && { prefix }), ...(suffix !== '' && { suffix }) };
  }
  if (text === '3m:xor') return { name: '3m', checkByte: 'xor' };
  return text === 'lines' || text === '3m' || text === 'elyctis' ? { name: text } : undefined;
}

export const DIALECTS_AS_TYPED = 'lines, 3m, 3m:xor, desko, desko:PREFIX:SUFFIX (hex) or elyctis';
