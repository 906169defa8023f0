import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { profileJsonSchema } from '../../device/config/load.ts';
import { LOG_EVENTS } from '../../device/log/events.ts';
import { TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { LANGUAGE_CODES } from '../../device/words/language.ts';
import { loadWords } from '../../ui/words/load.ts';
import { fromRoot } from '../tools/root.mjs';
import { type Sentence, sentences } from './laws.ts';
import { tablesBelow } from './tables.ts';

/*
 * Record of texts and names that others rely on: citizens' texts, trouble codes, log events and profile keys. A change of comments or
 * internal names must not change it. `docs/api-shapes.json` is the same for the package's public names.
 */

const FILE = fromRoot('test/words/record.json');
const HOW = 'if the change is on purpose: UPDATE_RECORD=1 npx vitest run --project unit test/words/record.test.ts';

const digest = (texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 12);

/** One digest for each section of the pages, and for each other source. Line numbers of a source are left out: a comment moves the lines. */
async function citizensTexts(): Promise<Record<string, string>> {
  const groups = new Map<string, string[]>();
  const add = (group: string, texts: readonly Sentence[]) =>
    groups.set(group, [...(groups.get(group) ?? []), ...texts.map(({ text }) => text)]);
  for (const code of LANGUAGE_CODES)
    for (const [section, texts] of Object.entries(await loadWords(code)))
      add(`${code} ${section}`, sentences(texts, ''));
  for (const table of ['device', 'ui/citizen', 'ui/verify'].flatMap(tablesBelow))
    for (const [code, texts] of Object.entries(table)) add(`${code} ${texts[0]?.path.split(':')[0] ?? ''}`, texts);
  return Object.fromEntries([...groups].map(([group, texts]) => [group, digest(texts)]).sort());
}

const events = Object.entries(LOG_EVENTS).map(
  ([name, { fields }]) => `${name}(${Object.keys(fields).sort().join(', ')})`,
);

function keysOf(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key !== 'properties') return keysOf(value, path);
    return Object.entries(value as object).flatMap(([name, inner]) => [
      `${path}${name}`,
      ...keysOf(inner, `${path}${name}.`),
    ]);
  });
}

const now = {
  citizensTexts: await citizensTexts(),
  troubleCodes: Object.keys(TECHNICIAN_TEXT).sort(),
  logEvents: events.sort(),
  profileKeys: [...new Set(keysOf(profileJsonSchema(), ''))].sort(),
};

describe('record of texts and names', () => {
  if (process.env['UPDATE_RECORD']) writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`);
  const record: unknown = JSON.parse(readFileSync(FILE, 'utf8'));

  it.each(Object.keys(now) as (keyof typeof now)[])(
    'when the sources are read, then %s are as in test/words/record.json',
    (part) => {
      expect(now[part], HOW).toEqual((record as typeof now)[part]);
    },
  );

  it('when a part of the record is read, then it is not empty', () => {
    expect(Object.values(now).map((part) => Object.keys(part).length > 40)).toEqual([true, true, true, true]);
  });
});
