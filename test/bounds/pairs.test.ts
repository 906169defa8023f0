import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { realFiles } from '../../device/config/files.ts';
import { networkSchema } from '../../device/config/network.ts';
import { hoursSchema, noticesSchema } from '../../device/config/opening.ts';
import { redactionOf } from '../../device/config/secrets.ts';
import { readYamlWithAllTroubles } from '../../device/config/yaml-file.ts';
import { comparisonsBelow } from './comparisons.ts';
import { type BoundPair, boundPair, expectBothSides } from './pair.ts';
import { CATALOGUE_PAIRS, CATALOGUE_WITHOUT_PAIR } from './pairs-catalogue.ts';
import { LEDGER_PAIRS, LEDGER_WITHOUT_PAIR } from './pairs-ledger.ts';
import { STEP_PAIRS, STEPS_WITHOUT_PAIR } from './pairs-steps.ts';

const isPort = (port: number): boolean => networkSchema.safeParse({ allow: [`host.example:${port}`] }).success;

function isRead(bytes: number): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'bounds-'));
  try {
    writeFileSync(join(folder, 'file'), Buffer.alloc(bytes, 'x'));
    return realFiles.read(join(folder, 'file')).length === bytes;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mayHold = (values: number): boolean =>
  readYamlWithAllTroubles('file', { list: () => [], read: () => `[${'1,'.repeat(values - 1)}]` }, z.unknown()).ok;

const said = { az: 'x', ru: 'x', en: 'x' };
const isNoticed = (...days: readonly (readonly [from: string, until: string])[]): boolean =>
  noticesSchema.safeParse(days.map(([from, until]) => ({ from, until, text: said }))).success;
const isOpened = (...spans: readonly (readonly [from: string, until: string])[]): boolean =>
  hoursSchema.safeParse({ week: { monday: spans.map(([from, until]) => ({ from, until })) } }).success;
const isExcepted = (from: string): boolean =>
  hoursSchema.safeParse({
    week: {},
    exceptions: [
      { from: '2026-12-01', until: '2026-12-03', hours: [] },
      { from, hours: [] },
    ],
  }).success;

const CONFIG_PAIRS: readonly BoundPair[] = [
  boundPair('files.ts: size <= MOST_BYTES', [4_194_304, true], [4_194_305, false], isRead),
  boundPair('yaml-file.ts: sizeOf(data) > MOST_VALUES', [100_000, true], [100_001, false], mayHold),
  boundPair('network.ts: Number(text) >= 1', [1, true], [0, false], isPort),
  boundPair('network.ts: Number(text) <= 65_535', [65_535, true], [65_536, false], isPort),
  boundPair('opening.ts: from < until', ['09:01', true], ['09:00', false], (until) => isOpened(['09:00', until])),
  boundPair('opening.ts: spans[at - 1]!.until <= from', ['13:00', true], ['12:59', false], (from) =>
    isOpened(['09:00', '13:00'], [from, '18:00']),
  ),
  boundPair('opening.ts: from <= until', ['2026-12-02', true], ['2026-12-01', false], (until) =>
    isNoticed(['2026-12-02', until]),
  ),
  boundPair(
    'opening.ts: lastDay(sorted[at - 1]!) < each.from',
    ['2026-12-04', true],
    ['2026-12-03', false],
    isExcepted,
  ),
  boundPair('opening.ts: one.from < other.from', ['2026-11-30', true], ['2026-12-01', false], isExcepted),
  boundPair('opening.ts: other.from <= from', ['2026-12-04', true], ['2026-12-03', false], (from) =>
    isNoticed(['2026-12-03', '2026-12-05'], ['2026-12-03', '2026-12-03'], [from, '2026-12-09']),
  ),
  boundPair('opening.ts: from <= other.until', ['2026-12-04', false], ['2026-12-05', true], (from) =>
    isNoticed(['2026-12-01', '2026-12-04'], ['2026-12-01', '2026-12-04'], [from, '2026-12-09']),
  ),
  boundPair(
    'opening.ts: list.filter((other) => other.from <= from && from <= other.until).length <= MOST_AT_ONCE',
    [2, true],
    [3, false],
    (count) => isNoticed(...Array.from({ length: count }, () => ['2026-12-01', '2026-12-02'] as const)),
  ),
  boundPair(
    'secrets.ts: word.length >= SHORTEST',
    [3, true],
    [2, false],
    (length) => redactionOf(`password: ${'q'.repeat(length)}`, {}).value(`qqqqq`, ['other']) !== '"qqqqq"',
  ),
  boundPair('secrets.ts: json.length > LONGEST', [60, false], [61, true], (length) =>
    redactionOf('', {})
      .value('x'.repeat(length - 2), ['other'])
      .endsWith('…'),
  ),
];

/** These comparisons say how a file is read, or where its fault is. */
const CONFIG_WITHOUT = [
  'files.ts: from < bytes.length',
  'trouble.ts: others.length > shown.length',
  'yaml-file.ts: documents.length > 1',
  'yaml-file.ts: valueDepth(candidate) > valueDepth(best)',
  'yaml-places.ts: offset < 0',
];

const FOLDERS: Readonly<Record<string, readonly [readonly BoundPair[], readonly string[]]>> = {
  'device/catalogue': [CATALOGUE_PAIRS, CATALOGUE_WITHOUT_PAIR],
  'device/config': [CONFIG_PAIRS, CONFIG_WITHOUT],
  'device/ledger': [LEDGER_PAIRS, LEDGER_WITHOUT_PAIR],
  'device/session/steps': [STEP_PAIRS, STEPS_WITHOUT_PAIR],
};

describe.each(Object.entries(FOLDERS))('in %s', (folder, [pairs, without]) => {
  it('when a file compares by order, then the comparison has a pair of values, or a reason to have none', () => {
    const written = [...pairs.map(({ comparison }) => comparison), ...without];
    expect([...comparisonsBelow(folder)].sort()).toEqual(written.sort());
  });

  it.each(pairs.map((its) => [its.comparison, its] as const))(
    'when values on both sides of %s are given, then the answers differ',
    (_, its) => {
      expectBothSides(its);
    },
  );
});
