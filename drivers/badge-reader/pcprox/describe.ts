import { decodeCommand } from './codec.ts';

/** What a feature report towards the reader asks for, for a person to read. What a badge holds is never said. */
export function pcproxWords(body: Uint8Array): string {
  const known = decodeCommand(body);
  return known ? `${known.command}${known.command === 'finish' ? `, EEPROM pages ${known.parameter}` : ''}` : 'a page';
}
