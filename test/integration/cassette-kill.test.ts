import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { cassetteOutSeq, notesStacked } from '../../device/ledger/cassette-count.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { verifyLedger } from '../../device/ledger/integrity.ts';
import { openLedger } from '../../device/ledger/ledger.ts';

/** A child process finds better-sqlite3 from here. */
const FOLDER = packageFile('dist/.cassette-kill');
const VISIT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 4_500, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
  { kind: 'cashIntent' },
  ...[2_000, 2_000, 500].flatMap((value, nth): LedgerEntry[] => [
    { kind: 'noteHeld', noteId: `n${nth}`, value },
    { kind: 'noteStacked', noteId: `n${nth}` },
  ]),
];
const STACKED = [
  { value: 500, count: 1 },
  { value: 2_000, count: 2 },
];
const KINDS = ['Begun', 'Out', 'In', 'Counted', 'Difference', 'Sealed', 'Ended'].map((name) => `cassette${name}`);

let folder = '';
let file = '';
beforeAll(() =>
  build({
    configFile: false,
    root: packageFile('.'),
    logLevel: 'warn',
    publicDir: false,
    ssr: { external: ['better-sqlite3'], noExternal: true },
    build: {
      ssr: packageFile('test/integration/cassette-kill-child.ts'),
      target: 'node20',
      outDir: FOLDER,
      emptyOutDir: true,
    },
  }),
);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-cassette-kill-'));
  file = join(folder, 'ledger.db');
  const ledger = openLedger({ file, now: () => new Date(0) });
  for (const entry of VISIT) ledger.append('visit', entry);
  ledger.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const exchange = (...how: readonly string[]) =>
  spawnSync(process.execPath, [`${FOLDER}/cassette-kill-child.js`, file, ...how], { encoding: 'utf8' });

const CUTS = KINDS.flatMap((kind, nth) => (['before', 'after'] as const).map((when) => [when, kind, nth + 1] as const));

it.each(CUTS)('when SIGKILL comes %s the entry %s, then the exchange goes on and the counts agree', (when, _, nth) => {
  expect(exchange(String(nth), when).signal).toBe('SIGKILL');
  const rest = exchange();
  expect([rest.status, rest.stderr]).toEqual([0, '']);
  const ledger = openLedger({ file, now: () => new Date(0) });
  const out = cassetteOutSeq(ledger, 'exchange') ?? 0;
  expect(ledger.history('exchange').map(({ entry }) => entry.kind)).toEqual(KINDS);
  expect(ledger.find('exchange')?.exchange).toMatchObject({
    count: { expected: STACKED },
    second: 'T-018',
    slip: true,
  });
  expect([notesStacked(ledger, 0, out), notesStacked(ledger, out, ledger.newestSeq())]).toEqual([STACKED, []]);
  ledger.close();
  expect(verifyLedger(file).firstBad).toBeNull();
});
