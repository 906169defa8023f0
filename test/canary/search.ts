import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY_STRINGS } from './person.ts';

/** Data of the canary in these bytes, as UTF-8 or UTF-16LE, in capitals or as given. */
export function canaryIn(bytes: Uint8Array): readonly string[] {
  const hay = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Object.entries(CANARY_STRINGS).flatMap(([what, text]) => {
    const found = formsOf(text).some((form) => hay.includes(form, 0, 'utf8') || hay.includes(form, 0, 'utf16le'));
    return found ? [what] : [];
  });
}

const formsOf = (text: string): readonly string[] => [text, text.toLowerCase(), text[0] + text.slice(1).toLowerCase()];

const ANY_FORM = new RegExp(
  Object.values(CANARY_STRINGS)
    .flatMap(formsOf)
    .flatMap((form) => [form, [...form].join('\0')])
    .map((form) => form.replaceAll(/\W/g, '\\$&'))
    .join('|'),
);

/** Data of the canary in a text of a heap, which has a million. */
export const canaryInText = (text: string): readonly string[] =>
  ANY_FORM.test(text) ? canaryIn(Buffer.from(text)) : [];

/** Files below a folder with data of the canary. A database is read with its WAL. */
export function canaryBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const found = canaryIn(readFileSync(file));
      return found.length > 0 ? [`${file.slice(folder.length + 1)}: ${found.join(', ')}`] : [];
    });
}
