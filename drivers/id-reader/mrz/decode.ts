import { ok, type Result } from '../../result.ts';
import { parseZone, type Zone, type ZoneSettings, type ZoneTrouble } from './codec.ts';
import { normaliseLine } from './lines.ts';

/** What `asan-kiosk decode mrz --json` prints: others rely on this shape. */
export type DecodedZone = Omit<Zone, 'implausible'>;

/** Zones that came as one string: 3 × 30, 2 × 36 or 2 × 44 characters. */
const WHOLE_LENGTHS: Readonly<Record<number, number>> = { 90: 30, 72: 36, 88: 44 };

/**
 * Lines as a person types or pipes them to fields and checks. Empty lines, blanks around a line and the ways readers
 * write the filler do not matter; a zone in one string is cut into lines. A zone whose check digits fail still
 * decodes, with `valid: false`.
 */
export function decodeMrz(lines: readonly string[], settings: ZoneSettings = {}): Result<DecodedZone, ZoneTrouble> {
  const trimmed = lines.flatMap((line) => line.split(/[\r\n]+/)).map((line) => normaliseLine(line.trim()));
  const zone = parseZone(cut(trimmed.filter((line) => line !== '')), settings);
  if (!zone.ok) return zone;
  const { implausible: _, ...decoded } = zone.value;
  return ok(decoded);
}

function cut(lines: readonly string[]): readonly string[] {
  const [only = ''] = lines;
  const length = lines.length === 1 ? WHOLE_LENGTHS[only.length] : undefined;
  if (length === undefined) return lines;
  return only.match(new RegExp(`.{${length}}`, 'g')) ?? lines;
}
