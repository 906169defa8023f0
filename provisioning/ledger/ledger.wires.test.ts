import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBackOffice } from '../../device/back-office/client.ts';
import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { createCentreClock } from '../../device/clock/centre-time.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { withFailedRequestCount } from '../../device/ledger/attempts.ts';
import { createApplicationActions } from '../../device/ledger/dealings.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { tcpLink } from '../../drivers/link/tcp.ts';
import type { PaymentTerminal } from '../../drivers/payment-terminal/contract.ts';
import type { TerminalDriver } from '../../drivers/payment-terminal/terminal-driver.ts';
import { createZvtTerminal } from '../../drivers/payment-terminal/zvt/driver.ts';
import { type ReferenceBackOffice, startBackOffice } from '../../simulators/back-office/server.ts';
import { createZvtTerminalSimulator, type ZvtTerminalSimulator } from '../../simulators/payment-terminal/zvt.ts';
import { listenTcp, type TcpWire } from '../../simulators/wire-tcp.ts';
import { fakeIo, turnClock } from '../../test/support/fake-io.ts';
import { comesOnline } from '../devices/open-device.ts';
import { main } from '../main.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const clock = turnClock(1);
const NEVER = new AbortController().signal;
const CARD: LodgeRequest = {
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  language: 'az',
  ready: null,
  applicant: {
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MAMMADOVA',
    givenNames: 'AYSEL',
    birthDate: '1990-01-02',
    assurance: 'zone',
  },
  confirmation: null,
  answers: {},
  kiosk: 'K5',
  quote: null,
  continues: null,
};

let folder: string;
let profile: string;
let ledger: Ledger;
let office: ReferenceBackOffice;
let ids = 0;
let wire: TcpWire;
let simulator: ZvtTerminalSimulator;
let terminal: TerminalDriver;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-ledger-'));
  profile = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, text.replace('var/simulated/ledger.db', join(folder, 'ledger.db')));
  ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => NOW });
  let draws = 0;
  office = await startBackOffice({ now: () => NOW, random: () => (draws++ % 97) / 97 });
  wire = await listenTcp(0);
  simulator = createZvtTerminalSimulator({ wire, clock, random: () => 0.5, framing: 'tcp', now: () => NOW });
  simulator.onChange(() => {
    if (simulator.display().stage === 'present-card') queueMicrotask(() => simulator.tap());
  });
  terminal = createZvtTerminal({
    link: tcpLink({ host: '127.0.0.1', port: wire.port }),
    clock,
    random: () => 0.5,
    framing: 'tcp',
    password: '000000',
    onDiscarded: () => {},
  });
});
afterEach(async () => {
  await terminal.close();
  simulator.close();
  await wire.close();
  await office.close();
  ledger.close();
  rmSync(folder, { recursive: true });
});

/** Registering is a separate step: this terminal cannot delay the final sale. */
function dealingsWith(at = NOW) {
  const { capabilities: _, ...its }: PaymentTerminal = terminal;
  const backOffice = createBackOffice({ baseUrl: office.url, timeoutMs: 60_000, newKey: () => 'key' });
  const timestamp = createCentreClock(() => at).stamp;
  const parts = {
    ledger,
    terminal: its,
    backOffice,
    clock,
    timestamp,
    creditCode: () => 'K5-7QF2-9XKD-62',
    kioskId: 'K5',
  };
  return withFailedRequestCount(createApplicationActions({ ...parts, newId: () => `id-${++ids}` }), ledger, timestamp);
}

async function paid(amount: number, dealings = dealingsWith()): Promise<string> {
  const { service, tier, tariffDate } = CARD;
  const { id } = dealings.quote({ service, tier, tariffDate, amount, paper: 'receipt' });
  await dealings.lodge(id, { ...CARD, amount }, NEVER);
  await comesOnline(terminal, clock);
  await dealings.pay(id, NEVER, () => {});
  return id;
}

async function delivered(amount: number, at = NOW): Promise<string> {
  const dealings = dealingsWith(at);
  const id = await paid(amount, dealings);
  await dealings.register(id, NEVER);
  ledger.append(id, { kind: 'printed', copy: 1 });
  ledger.append(id, { kind: 'closed', outcome: 'delivered' });
  return id;
}

function rot(sql: string): void {
  const file = join(folder, 'ledger.db');
  ledger.close();
  const db = new Database(file);
  db.exec(sql);
  db.close();
  ledger = openLedger({ file, now: () => NOW });
}

async function asan(...args: string[]) {
  const io = fakeIo({ inputIsTerminal: false });
  const { exit } = await main(['ledger', ...args, '--profile', profile], io);
  return { exit, said: io.written(), notes: io.notes, json: () => JSON.parse(io.written()) };
}

describe('ledger open', () => {
  it('when nothing is open, then open says so', async () => {
    await delivered(500);
    expect(await asan('open')).toMatchObject({ exit: 0, said: 'nothing is open\n' });
    expect((await asan('open', '--json')).json()).toEqual({
      open: [],
      notesHeld: [],
      notesInDoubt: [],
      creditsNotPrinted: [],
    });
  });

  it('when a record is damaged, then its application is listed for staff with no next step', async () => {
    const id = await paid(500);
    rot("UPDATE entry SET body = 'x' WHERE kind = 'approved'");
    const { said } = await asan('open');
    expect(said).toContain('open: 1\n');
    expect(said).toContain('by hand (LDG-103)');
    expect((await asan('open', '--json')).json().open).toMatchObject([{ applicationId: id, next: 'by-hand' }]);
    expect((await asan('show', id)).said).toContain('by hand (LDG-103)');
  });

  it('when an application is open, then its next step and number of failed tries are shown; progress resets the count', async () => {
    const dealings = dealingsWith();
    const id = await paid(500, dealings);
    office.trouble.set('error-500');
    for (const _ of [1, 2, 3]) expect((await dealings.register(id, NEVER)).ok).toBe(false);
    const { open } = (await asan('open', '--json')).json();
    expect(open).toMatchObject([
      { applicationId: id, phase: 'issueRequested', next: 'register', attempt: { times: 3, code: 'BKO-101' } },
    ]);
    expect((await asan('open')).said).toMatch(
      /^open: 1\nK5-\S+ {2}.*5,00 AZN, issueRequested\n {4}next: register it.*\n {4}failed attempts: 3, the last at .*BKO-101/,
    );
    office.trouble.set(null);
    await dealings.register(id, NEVER);
    expect((await asan('open', '--json')).json().open).toMatchObject([{ next: 'close', attempt: null }]);
  });

  it('when a reversal fails, then the reversal stays open, also after a restart', async () => {
    const dealings = dealingsWith();
    const id = await paid(500, dealings);
    office.trouble.set('refuse-registration');
    await dealings.register(id, NEVER);
    const gone = AbortSignal.abort();
    for (const _ of [1, 2]) await dealings.reverse(id, gone);
    ledger.close();
    ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => NOW });
    await dealingsWith().reverse(id, gone);
    expect((await asan('open', '--json')).json().open).toMatchObject([
      { next: 'reverse', phase: 'reversing', attempt: { times: 3, code: expect.stringMatching(/^TRM-/) } },
    ]);
  });

  it('when there are notes in doubt and unprinted credits, then they are listed', async () => {
    const dealings = dealingsWith();
    const { id } = dealings.quote({ service: 'x', tier: null, tariffDate: null, amount: 500, paper: 'receipt' });
    ledger.append(id, { kind: 'lodged', reference: 'K5-7QF2-62' });
    dealings.wantCash(id);
    ledger.append(id, { kind: 'noteHeld', noteId: 'n1', value: 100 });
    ledger.append(id, { kind: 'noteStacked', noteId: 'n1' });
    ledger.append(id, { kind: 'noteHeld', noteId: 'n2', value: 500 });
    ledger.append(id, { kind: 'noteInDoubt', noteId: 'n2', value: 500, why: 'lost-track' });
    dealings.stopCash(id);
    dealings.credit(id);
    const { said, exit } = await asan('open');
    expect(exit).toBe(0);
    expect(said).toContain('notes in doubt, to be counted:\n5,00 AZN  lost-track');
    expect(said).toContain('credits that were not printed:\nK5-7QF2-9XKD-62  1,00 AZN');
  });
});

describe('ledger cash', () => {
  const held = (noteId: string, value: number) => ({ kind: 'noteHeld', noteId, value }) as const;
  const wanting = () => {
    const dealings = dealingsWith();
    const { id } = dealings.quote({ service: 'x', tier: null, tariffDate: null, amount: 3_000, paper: 'receipt' });
    ledger.append(id, { kind: 'lodged', reference: 'K5-7QF2-62' });
    dealings.wantCash(id);
    return id;
  };

  it('when the validator does not report the end of a held note, then the note is listed as held, beside the cash in the cassette', async () => {
    const id = wanting();
    ledger.append(id, held('n1', 2_000));
    ledger.append(id, { kind: 'noteStacked', noteId: 'n1' });
    ledger.append(id, held('n2', 1_000));
    const { said, exit } = await asan('cash');
    expect(exit).toBe(0);
    expect(said).toMatch(/held, not settled: .*\n10,00 AZN +beside 20,00 AZN in the cassette, .*, application /);
    const note = { noteId: 'n2', value: 1_000, applicationId: id, at: expect.any(String), inserted: 2_000 };
    expect((await asan('cash', '--json')).json()).toMatchObject({ held: [note], doubts: [], stacked: 2_000 });
    expect((await asan('open', '--json')).json()).toMatchObject({ notesHeld: [note], notesInDoubt: [] });
    expect((await asan('open')).said).toContain('held, not settled');
  });

  it.each([
    { kind: 'noteStacked', noteId: 'n1' },
    { kind: 'noteReturned', noteId: 'n1' },
    { kind: 'noteInDoubt', noteId: 'n1', value: 1_000, why: 'jammed' },
  ] as const)('when $kind follows, then the note is no longer listed as held', async (end) => {
    const id = wanting();
    ledger.append(id, held('n1', 1_000));
    ledger.append(id, end);
    expect((await asan('cash', '--json')).json().held).toEqual([]);
    expect((await asan('cash')).said).not.toContain('held');
  });
});

describe('ledger show', () => {
  it('when id, reference or code is given, then show tells the whole history, each entry with its meaning', async () => {
    const id = await delivered(500);
    const { reference } = ledger.find(id) ?? {};
    const byReference = await asan('show', reference ?? '');
    expect(byReference.exit).toBe(0);
    for (const said of [
      'paid by card: 5,00 AZN, terminal 52500041',
      'registered at the back office',
      'the paper came out',
    ])
      expect(byReference.said).toContain(said);
    const { entries, next } = (await asan('show', id, '--json')).json();
    expect(next).toBe('nothing');
    expect(entries.map(({ entry }: { entry: { kind: string } }) => entry.kind)).toEqual([
      'quoted',
      'lodged',
      'intent',
      'saleSent',
      'approved',
      'issueRequested',
      'issued',
      'printed',
      'closed',
    ]);
  });

  it('when an application was continued, then its reference shows the new application', async () => {
    for (const id of ['before', 'now']) {
      ledger.append(id, {
        kind: 'quoted',
        service: 's',
        tier: null,
        tariffDate: null,
        amount: 500,
        paper: 'receipt',
      });
      ledger.append(id, { kind: 'lodged', reference: 'K5-7QF2-41' });
      if (id === 'before') ledger.append(id, { kind: 'withdrawn' });
    }
    expect((await asan('show', 'K5-7QF2-41', '--json')).json()).toMatchObject({ applicationId: 'now' });
  });

  it('when a record of another application is damaged, then show and the other lists still work', async () => {
    ledger.append('old', { kind: 'strayNote', value: 500, why: 'unknown-note' });
    ledger.append('old', { kind: 'closed', outcome: 'listed' });
    const older = await delivered(300);
    const id = await delivered(500);
    const { reference } = ledger.find(id) ?? {};
    rot('SELECT 1');
    rot(`UPDATE entry SET body = '{' WHERE application = 'old' OR (application = '${older}' AND kind = 'lodged')`);
    expect(ledger.found).toEqual([]);
    expect((await asan('show', reference ?? '', '--json')).json()).toMatchObject({ applicationId: id });
    expect(await asan('open')).toMatchObject({ exit: 0 });
    const cash = await asan('cash');
    expect(cash).toMatchObject({ exit: 0 });
    expect(cash.said).toContain('1 records about cash cannot be read');
  });

  it('when the name is unknown, then one line says so and the exit code is 1', async () => {
    expect(await asan('show', 'K5-0000-00')).toMatchObject({
      exit: 1,
      notes: [expect.stringContaining('has no K5-0000-00')],
    });
  });
});

describe('unreadable ledger', () => {
  it.each([['open'], ['show', 'x'], ['cash'], ['reconcile', '--back-office', 'http://127.0.0.1:1']])(
    'when the ledger is unreadable, then `ledger %s` says so in one line',
    async (...args) => {
      const other = readFileSync(profile, 'utf8').replaceAll(join(folder, 'ledger.db'), join(folder, 'none.db'));
      writeFileSync(profile, other);
      expect(await asan(...args)).toMatchObject({ exit: 1, notes: [expect.stringContaining('there is no ledger')] });
      writeFileSync(join(folder, 'none.db'), 'this is no database, whatever its name says'.repeat(40));
      const { exit, notes } = await asan(...args);
      expect([exit, notes.length]).toEqual([1, 1]);
      expect(notes[0]).toMatch(/SQLITE_NOTADB|ECONNREFUSED/);
    },
  );
});

describe('ledger reconcile', () => {
  const office_ = () => ['--back-office', office.url, '--day', '2026-11-24'];
  const closing = () => ['--end-of-day', '--yes', '--link', `tcp:127.0.0.1:${wire.port}`];
  const noKiosk = () => terminal.close();

  it('when the day went well, then the three books show no difference', async () => {
    await delivered(500);
    await delivered(1_500);
    await noKiosk();
    const { exit, said } = await asan('reconcile', ...office_(), ...closing());
    expect(said).toMatch(
      /^2026-11-24: ledger 2, terminal 52500041 20,00 AZN, receipts \d{4} to \d{4}, back office 2\nthe books agree\n$/,
    );
    expect(exit).toBe(0);
  });

  it("when the terminal's day was closed before, then reconcile asks for the time of that closing", async () => {
    await delivered(500);
    await noKiosk();
    expect((await asan('reconcile', ...office_(), ...closing())).exit).toBe(0);
    const { exit, notes } = await asan('reconcile', ...office_(), ...closing());
    expect(exit).toBe(1);
    expect(notes.join()).toContain('give the time (--since)');
  });

  it('when the clock was set after a sale, then the sale is found by its receipt', async () => {
    const earlier = new Date('2026-11-01T10:00:00Z');
    ledger.close();
    ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => earlier, sync: () => 'unsynchronised' });
    await delivered(500, earlier);
    ledger.close();
    ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => NOW });
    await delivered(1_500);
    await noKiosk();
    const { exit, said } = await asan('reconcile', ...office_(), ...closing());
    expect(said).toContain('the books agree');
    expect(exit).toBe(0);
  });

  it('when staff made a sale by hand at the terminal, then only this sale is listed', async () => {
    await delivered(500);
    await comesOnline(terminal, clock);
    const last = await terminal.lastTransaction(NEVER);
    if (!last.ok) throw new Error(last.error.code);
    await terminal.pay({ intentId: 'by hand', amount: 700, ...last.value }, NEVER, () => {});
    await delivered(1_500);
    await noKiosk();
    const { exit, json } = await asan('reconcile', ...office_(), ...closing(), '--json');
    expect(exit).toBe(1);
    const receipt = simulator.sales().find(({ amount }) => amount === 700)?.ref.receiptNumber;
    expect(json().findings).toEqual([
      {
        between: 'ledger-terminal',
        difference: 700,
        open: false,
        suspects: [expect.objectContaining({ what: 'not-in-ledger', receiptNumber: receipt, amount: 700 })],
      },
    ]);
  });

  it('when a sale was paid but not registered, then a comparison with the file of totals lists the sale', async () => {
    await delivered(500);
    const id = await paid(1_500);
    await noKiosk();
    const file = join(folder, 'day.json');
    const day = fakeIo();
    await main(['terminal', 'end-of-day', '--json', '--yes', '--link', `tcp:127.0.0.1:${wire.port}`], day);
    writeFileSync(file, day.written());
    const { exit, said, notes } = await asan('reconcile', ...office_(), '--totals', file);
    expect([exit, notes.length]).toEqual([1, 1]);
    expect(said).toContain(`${ledger.find(id)?.reference}, receipt`);
    expect(said).toContain('paid and not registered; the kiosk is still working on it\n');
    expect(said.trim().split('\n')).toHaveLength(2);
  });

  it('when staff gave money back by hand, then this is listed, but no missing reversal', async () => {
    await delivered(500);
    const dealings = dealingsWith();
    const id = await paid(1_500, dealings);
    office.trouble.set('refuse-registration');
    await dealings.register(id, NEVER);
    await dealings.reverse(id, AbortSignal.abort());
    office.trouble.set(null);
    ledger.close();
    expect(await asan('settle', id, '--as', 'returned', '--by', '4711', '--yes')).toMatchObject({ exit: 0 });
    ledger = openLedger({ file: join(folder, 'ledger.db'), now: () => NOW });
    await dealingsWith().withdraw(id, 'money-returned', NEVER);
    ledger.append(id, { kind: 'closed', outcome: 'returned' });
    await noKiosk();
    const { exit, said } = await asan('reconcile', ...office_(), ...closing());
    expect(exit).toBe(1);
    expect(said).toContain(`15,00 AZN more than the ledger: ${ledger.find(id)?.reference}, receipt`);
    expect(said).toContain('settled by hand as given back, but still counted by the terminal\n');
    expect(said.trim().split('\n')).toHaveLength(2);
  });

  it('when an application is not settled, then the day is not closed', async () => {
    const id = await paid(500);
    await noKiosk();
    const { exit, notes } = await asan('reconcile', ...closing());
    expect(exit).toBe(1);
    expect(notes).toEqual([expect.stringContaining(`${ledger.find(id)?.reference} is not settled`)]);
    expect(simulator.sales()).toHaveLength(1);
  });

  it('when the office does not answer, then the day is not closed: the terminal gives its sums only once', async () => {
    await delivered(500);
    await noKiosk();
    const { exit, notes } = await asan('reconcile', '--back-office', 'http://127.0.0.1:9', ...closing());
    expect(exit).toBe(1);
    expect(notes.join()).toContain('the day was not closed: the back office http://127.0.0.1:9 gave no list');
    expect(simulator.sales()).toHaveLength(1);
  });

  it.each([
    [[], 'nothing to compare'],
    [['--totals', '/nowhere/day.json'], 'can not be read'],
    [['--day', '2026-02-30'], 'Write a day'],
    [['--totals', 'x', '--end-of-day'], 'not both'],
  ])('when the arguments are %j, then the use is wrong', async (args, said) => {
    const { exit, notes } = await asan('reconcile', ...args);
    expect(exit).toBe(2);
    expect(notes).toEqual([expect.stringContaining(said)]);
  });
});
