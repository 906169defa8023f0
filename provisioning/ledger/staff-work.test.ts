import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { readCashList } from '../../device/ledger/cash-list.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { keyFileOf, openLogKey } from '../../device/merkle/signer.ts';
import { logOriginOf } from '../../device/proof/checkpoint.ts';
import { fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const QUOTED: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 3_000, paper: 'receipt' },
  { kind: 'lodged', reference: 'K5-7QF2-41' },
];
const SENT: readonly LedgerEntry[] = [...QUOTED, { kind: 'intent', intentId: 'i', before: null }, { kind: 'saleSent' }];
const HELD: readonly LedgerEntry[] = [
  ...QUOTED,
  { kind: 'cashIntent' },
  { kind: 'noteHeld', noteId: 'n1', value: 2_000 },
];
const STACKED: readonly LedgerEntry[] = [...HELD, { kind: 'noteStacked', noteId: 'n1' }];
const credited = (toTell?: true): readonly LedgerEntry[] => [
  ...STACKED,
  { kind: 'cashStopped' },
  { kind: 'creditIssued', code: 'K5-AAAA-BBBB-41', amount: 2_000, at: 'then', ...(toTell && { toTell }) },
];

let folder: string;
let file: string;
let profile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-staff-work-'));
  file = join(folder, 'ledger.db');
  writeProfile('');
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeProfile(cash: string): void {
  profile = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(
    profile,
    text.replace('var/simulated/ledger.db', file).replace('overpayLimitManat: 5.00', `overpayLimitManat: 5.00${cash}`),
  );
}

function kiosk<T>(act: (ledger: Ledger) => T): T {
  const ledger = openLedger({ file, now: () => new Date() });
  try {
    return act(ledger);
  } finally {
    ledger.close();
  }
}
const write = (id: string, entries: readonly LedgerEntry[]) =>
  kiosk((ledger) => {
    for (const entry of entries) ledger.append(id, entry);
  });
const last = (id: string) => kiosk((ledger) => ledger.history(id).at(-1)?.entry);

let pin: string | null;
beforeEach(() => {
  pin = '736204';
});

async function run(...args: readonly string[]) {
  const io = fakeIo({ inputIsTerminal: false, answer: (question) => (question.startsWith('PIN of ') ? pin : null) });
  const { exit } = await main([...args, '--profile', profile, '--yes'], io);
  return { exit, said: io.written(), notes: io.notes.join('\n') };
}

describe('ledger settle with two badges', () => {
  const settle = (...more: string[]) => run('ledger', 'settle', 'a', '--as', 'not-paid', '--by', '4711', ...more);
  const reason = ['--reason', 'terminal-journal'];

  it('when the profile asks for two badges, then a second one and a reason are needed', async () => {
    write('a', SENT);
    writeProfile(', settleBadges: 2');
    expect(await settle()).toMatchObject({ exit: 2, notes: expect.stringContaining('add --second') });
    expect(await settle('--second', 'C-204')).toMatchObject({
      exit: 2,
      notes: expect.stringContaining('add --reason'),
    });
    expect(await settle('--second', '4711', ...reason)).toMatchObject({
      exit: 2,
      notes: expect.stringContaining('another person'),
    });
    expect(last('a')).toMatchObject({ kind: 'saleSent' });
    const { exit, said } = await settle('--second', 'C-204', ...reason, '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ by: '4711', second: 'C-204', reason: 'terminal-journal' });
    expect(last('a')).toMatchObject({ kind: 'settledByHand', second: 'C-204', reason: 'terminal-journal' });
  });

  it('when the profile asks for one badge, then one is enough, and a second one is recorded', async () => {
    write('a', SENT);
    expect(await settle('--second', 'C-204')).toMatchObject({ exit: 0 });
    expect(last('a')).toMatchObject({ by: '4711', second: 'C-204' });
  });

  it('when the second person types a wrong PIN three times, then nothing is settled, and the badge is locked', async () => {
    write('a', SENT);
    pin = '000001';
    for (const left of [2, 1]) {
      const { exit, notes } = await settle('--second', 'C-204');
      expect([exit, notes]).toEqual([1, expect.stringContaining(`${left} tries are left`)]);
    }
    expect((await settle('--second', 'C-204')).notes).toContain('locked until');
    pin = '736204';
    expect(await settle('--second', 'C-204')).toMatchObject({ exit: 1, notes: expect.stringContaining('STF-103') });
    expect(last('a')).toMatchObject({ kind: 'saleSent' });
  });

  it('when the second person types no PIN, or the badge is unknown, then nothing is settled', async () => {
    write('a', SENT);
    expect(await settle('--second', 'X-900')).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('badge add X-900'),
    });
    pin = null;
    expect(await settle('--second', 'C-204')).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('no PIN of C-204'),
    });
    expect(last('a')).toMatchObject({ kind: 'saleSent' });
  });

  it('when the list of badges is damaged, then nothing is settled, and the command names the file', async () => {
    write('a', SENT);
    writeFileSync(`${file}.badges`, '{');
    expect(await settle('--second', 'C-204')).toMatchObject({
      exit: 1,
      notes: expect.stringMatching(/ledger\.db\.badges is damaged/),
    });
    expect(last('a')).toMatchObject({ kind: 'saleSent' });
  });

  it('when the cabinet has no badge reader, then the command believes the number of the second badge', async () => {
    write('a', SENT);
    const text = readFileSync(profile, 'utf8');
    writeFileSync(profile, text.replace(/ {2}badgeReader: .*\n/, ''));
    pin = null;
    expect(await settle('--second', 'X-900')).toMatchObject({ exit: 0 });
  });

  it('when the reason is not on the list, then the command names the list', async () => {
    write('a', SENT);
    expect(await settle('--reason', 'guess')).toMatchObject({
      exit: 2,
      notes: expect.stringContaining('terminal-journal'),
    });
  });
});

describe('ledger pay-out', () => {
  const payOut = (...more: string[]) => run('ledger', 'pay-out', 'K5-AAAA-BBBB-41', '--by', 'C-204', ...more);

  it('when a credit of the list is paid out, then the ledger has the badge, and a second payout is refused', async () => {
    write('a', credited());
    const { exit, said } = await payOut('--json');
    expect([exit, JSON.parse(said)]).toEqual([0, { code: 'K5-AAAA-BBBB-41', amount: 2_000, by: 'C-204' }]);
    expect(readCashList(file).credits).toMatchObject([{ paidOut: { by: 'C-204' } }]);
    expect(await payOut()).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('paid out before, marked by C-204'),
    });
    const io = fakeIo({ inputIsTerminal: false });
    await main(['ledger', 'cash', '--profile', profile], io);
    const list = io.written();
    expect(list).toContain('20,00 AZN, not printed, paid out, marked by C-204 at ');
    expect(list).not.toContain('pay it out by this list');
  });

  it('when the office pays, or the code is foreign, then nothing is written', async () => {
    write('a', credited(true));
    expect(await payOut()).toMatchObject({ exit: 1, notes: expect.stringContaining('the office pays') });
    expect(await run('ledger', 'pay-out', 'X', '--by', 'C-204')).toMatchObject({ exit: 1 });
    expect(last('a')).toMatchObject({ kind: 'creditIssued' });
  });

  it('when a kiosk writes the ledger, then the command says to stop it', async () => {
    write('a', credited());
    const ledger = openLedger({ file, now: () => new Date() });
    expect(await payOut()).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('stop the kiosk, mark the payout'),
    });
    ledger.close();
  });

  it.each(['Anar', 'AZE12345', 't-017'])('when --by is %s, then it is no badge', async (by) => {
    write('a', credited());
    expect(await run('ledger', 'pay-out', 'K5-AAAA-BBBB-41', '--by', by)).toMatchObject({ exit: 2 });
  });
});

describe('ledger note', () => {
  it('when a held note lay in the cassette, then it counts for its citizen', async () => {
    write('a', HELD);
    const { exit, said } = await run('ledger', 'note', 'n1', '--found', 'in-cassette', '--by', 'T-017', '--json');
    expect([exit, JSON.parse(said)]).toEqual([0, { noteId: 'n1', value: 2_000, found: 'in-cassette', by: 'T-017' }]);
    expect(last('a')).toMatchObject({ kind: 'noteStacked', found: 'in-cassette', by: 'T-017' });
  });

  it('when the note is unknown or the place is impossible, then the command says so', async () => {
    write('s', [
      { kind: 'strayNote', value: 500, why: 'unknown-note' },
      { kind: 'closed', outcome: 'listed' },
    ]);
    const note = (id: string) => run('ledger', 'note', id, '--found', 'in-cassette', '--by', 'T-017');
    expect(await note('x')).toMatchObject({ exit: 1, notes: expect.stringContaining('no doubtful note x') });
    expect(await note('s')).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('given-back or at-count or none'),
    });
  });
});

describe('cassette exchange', () => {
  beforeEach(() => {
    write('a', [...STACKED, { kind: 'cashStopped' }]);
    openLogKey(keyFileOf(file), logOriginOf('K5'), (count) => new Uint8Array(count).fill(7));
  });
  const exchange = (...more: string[]) => run('cassette', 'exchange', '--by', 'T-017', ...more);
  const BAG = ['--bag', 'AB123456'];

  it('when the count agrees, then the record is signed, and the next cassette is empty', async () => {
    const { exit, said } = await exchange('--notes', '20=1', ...BAG, '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      counted: [{ value: 2_000, count: 1 }],
      expected: [{ value: 2_000, count: 1 }],
      by: 'T-017',
      second: null,
      bag: 'AB123456',
      signature: expect.any(String),
    });
    expect(await exchange('--none', '--bag', 'AB123457')).toMatchObject({
      exit: 0,
      said: expect.stringContaining('0,00 AZN'),
    });
  });

  it('when the count differs, then the command names the difference, and goes on with a second badge', async () => {
    expect(await exchange('--notes', '20=2', ...BAG)).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('counted 2, ledger 1'),
    });
    expect(await exchange('--second', 'T-017', ...BAG)).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('--second is another badge'),
    });
    pin = '000001';
    expect(await exchange('--second', 'C-204', ...BAG)).toMatchObject({
      exit: 1,
      notes: expect.stringContaining('the PIN of C-204 is wrong'),
    });
    pin = '736204';
    const { exit, said } = await exchange('--second', 'C-204', ...BAG, '--json');
    expect([exit, JSON.parse(said).second]).toEqual([0, 'C-204']);
  });

  it('when the count or the bag is missing, then the exchange waits at that step', async () => {
    expect(await exchange()).toMatchObject({ exit: 2, notes: expect.stringContaining('add --notes') });
    expect(await exchange('--notes', '20=1')).toMatchObject({ exit: 2, notes: expect.stringContaining('add --bag') });
    expect(await exchange('--bag', '12')).toMatchObject({ exit: 1, notes: expect.stringContaining('6 to 20') });
    expect(await exchange(...BAG)).toMatchObject({ exit: 0 });
    expect(await exchange('--none', ...BAG)).toMatchObject({ exit: 1, notes: expect.stringContaining('used before') });
  });

  it.each(['20', '0=1', '20=12345', '1000=1'])('when the notes are %s, then the form is refused', async (notes) => {
    expect(await exchange('--notes', notes, ...BAG)).toMatchObject({ exit: 2 });
  });

  it('when the count of one note value is written twice, then the exchange is refused', async () => {
    expect(await exchange('--notes', '20=1', '--notes', '20=2', ...BAG)).toMatchObject({ exit: 2 });
  });
});
