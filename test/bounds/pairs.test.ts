import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { realFiles } from '../../device/config/files.ts';
import { networkSchema } from '../../device/config/network.ts';
import { redactionOf } from '../../device/config/secrets.ts';
import { checkYaml } from '../../device/config/yaml-file.ts';
import { comparisonsBelow } from './comparisons.ts';
import { type BoundPair, boundPair, expectBothSides } from './pair.ts';
import { CATALOGUE_PAIRS, CATALOGUE_WITHOUT_PAIR } from './pairs-catalogue.ts';
import { LEDGER_PAIRS, LEDGER_WITHOUT_PAIR } from './pairs-ledger.ts';
import { STEP_PAIRS, STEPS_WITHOUT_PAIR } from './pairs-steps.ts';

/* A comparison by order without a row needs a reason. */

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
  checkYaml('file', { list: () => [], read: () => `[${'1,'.repeat(values - 1)}]` }, z.unknown()).ok;

const CONFIG_PAIRS: readonly BoundPair[] = [
  boundPair('files.ts: size <= MOST_BYTES', [4_194_304, true], [4_194_305, false], isRead),
  boundPair('yaml-file.ts: sizeOf(data) > MOST_VALUES', [100_000, true], [100_001, false], mayHold),
  boundPair('network.ts: Number(text) >= 1', [1, true], [0, false], isPort),
  boundPair('network.ts: Number(text) <= 65_535', [65_535, true], [65_536, false], isPort),
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
