import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { FAILED_REQUESTS_MEMO, type FailedRequests } from '../../device/ledger/attempts.ts';
import type { LedgerEntry } from '../../device/ledger/entries.ts';
import { type Ledger, openLedger } from '../../device/ledger/ledger.ts';
import { type FakeIoOptions, fakeIo } from '../../test/support/fake-io.ts';
import { main } from '../main.ts';

const REFERENCE = 'K5-7QF2-41';
const REF = { terminalId: '12345678', traceNumber: '000042', receiptNumber: '0000' };
const APPROVAL = { ref: REF, amount: 500, cardName: 'VISA', cardTail: '4021', authorisationCode: '123456' };
const SENT: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 500, paper: 'receipt' },
  { kind: 'lodged', reference: REFERENCE },
  { kind: 'intent', intentId: 'i', before: null },
  { kind: 'saleSent' },
];
const APPROVED: readonly LedgerEntry[] = [...SENT, { kind: 'approved', approval: APPROVAL, at: 'now' }];
const REVERSING: readonly LedgerEntry[] = [
  ...APPROVED,
  { kind: 'issueRequested' },
  { kind: 'issueRefused', reason: 'not-eligible' },
  { kind: 'reversing' },
];

const HOLDING: readonly LedgerEntry[] = [
  { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 3_000, paper: 'receipt' },
  { kind: 'lodged', reference: REFERENCE },
  { kind: 'cashIntent' },
  { kind: 'noteHeld', noteId: 'n1', value: 2_000 },
  { kind: 'noteStacked', noteId: 'n1' },
  { kind: 'noteHeld', noteId: 'n2', value: 1_000 },
];

let folder: string;
let file: string;
let profile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-settle-'));
  file = join(folder, 'ledger.db');
  profile = join(folder, 'profile.yaml');
  const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
  writeFileSync(profile, text.replace('var/simulated/ledger.db', file));
});
afterEach(() => rmSync(folder, { recursive: true }));

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

async function run(args: readonly string[], keyboard: FakeIoOptions = {}) {
  const io = fakeIo({ inputIsTerminal: false, ...keyboard });
  const { exit } = await main(['ledger', ...args, '--profile', profile], io);
  return { exit, said: io.written(), notes: io.notes };
}
const settle = (name: string, as: string, ...more: string[]) =>
  run(['settle', name, '--as', as, '--by', 'A.M.', '--yes', ...more]);

describe('ledger settle', () => {
  it('when a reversal is settled as returned, then its failed tries are forgotten, and show tells it in words', async () => {
    write('a', REVERSING);
    kiosk((ledger) =>
      ledger.memo<FailedRequests>(FAILED_REQUESTS_MEMO).save({ a: { times: 9, at: 'then', code: 'TRM-107' } }),
    );
    const { exit, said } = await settle(REFERENCE, 'returned');
    expect([exit, said]).toEqual([
      0,
      `${REFERENCE} is settled by hand as returned: start the kiosk, which will take it back at the back office, and close it\n`,
    ]);
    expect(last('a')).toMatchObject({ kind: 'settledByHand', as: 'returned', by: 'A.M.', leftToStaff: false });
    const shown = await run(['show', REFERENCE]);
    expect(shown.said).toContain('settled by hand by A.M.: staff gave the money back; the kiosk does the rest');
    expect(shown.said).not.toContain('in vain');
    expect(await settle(REFERENCE, 'returned')).toMatchObject({
      exit: 1,
      notes: [expect.stringContaining('settledByHand, which the kiosk settles by itself; next: take it back')],
    });
  });

  it('when the office has the application with another payment, then staff settle it; a plain refusal cannot be settled', async () => {
    const refused = (reason: string): readonly LedgerEntry[] => [
      ...REVERSING.slice(0, -2),
      { kind: 'issueRefused', reason },
    ];
    write('a', refused('not-eligible'));
    expect(await settle('a', 'paid')).toMatchObject({ exit: 1, notes: [expect.stringContaining('settles by itself')] });
    write('b', refused('idempotency-conflict'));
    expect(await settle('b', 'not-paid')).toMatchObject({
      exit: 1,
      notes: [
        expect.stringContaining('the office has it with another payment. If it was delivered, settle it as paid'),
      ],
    });
    expect((await settle('b', 'paid')).exit).toBe(0);
    expect(last('b')).toMatchObject({ kind: 'settledByHand', as: 'paid' });
  });

  it.each(['not-paid', 'returned'])(
    'when a sale in doubt is settled as %s by its id, then the JSON says so',
    async (as) => {
      write('a', SENT);
      const { exit, said } = await settle('a', as, '--json');
      expect(exit).toBe(0);
      expect(JSON.parse(said)).toEqual({
        applicationId: 'a',
        reference: REFERENCE,
        as,
        by: 'A.M.',
        leftToStaff: false,
        next: 'withdraw',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+04:00$/),
      });
    },
  );

  it("when an open reversal is settled as returned, then the terminal's day can be closed", async () => {
    write('a', REVERSING);
    const close = ['reconcile', '--end-of-day', '--link', 'tcp:127.0.0.1:1'];
    expect((await run(close)).notes[0]).toContain('ledger settle');
    await settle('a', 'returned');
    expect(await run(close)).toMatchObject({ exit: 2, notes: [expect.stringContaining('add --yes')] });
  });

  it('when the validator of a note never comes back, then the note is to be counted and the other notes become a credit', async () => {
    write('a', HOLDING);
    expect((await run(['cash'])).said).toContain('held, not settled');
    for (const as of ['returned', 'paid'])
      expect(await settle(REFERENCE, as)).toMatchObject({
        exit: 1,
        notes: [expect.stringMatching(/holds a note: settle it as not-paid, and give no money back before/)],
      });
    const question = await run(['settle', 'a', '--as', 'not-paid', '--by', 'A.M.'], {
      inputIsTerminal: true,
      answer: 'no',
    });
    expect(question.exit).toBe(1);
    expect(last('a')).toEqual(HOLDING.at(-1));
    expect(await settle(REFERENCE, 'not-paid')).toMatchObject({
      exit: 0,
      said: `the note of 10,00 AZN of ${REFERENCE} is in doubt, to be counted: start the kiosk, which will make a credit of the 20,00 AZN in the cassette and close it\n`,
    });
    expect(last('a')).toEqual({ kind: 'noteInDoubt', noteId: 'n2', value: 1_000, why: 'settled-by-hand', by: 'A.M.' });
    expect(JSON.parse((await run(['cash', '--json'])).said)).toMatchObject({
      held: [],
      doubts: [{ noteId: 'n2', value: 1_000, why: 'settled-by-hand' }],
      stacked: 2_000,
    });
    expect((await run(['show', 'a'])).said).toContain(
      'it is not known where the note is (settled-by-hand by A.M.), 10,00 AZN',
    );
    expect(await settle('a', 'not-paid')).toMatchObject({
      exit: 1,
      notes: [expect.stringContaining('next: stop taking notes')],
    });
  });

  it('when the only note held is settled as not-paid, then the JSON has the next step', async () => {
    write(
      'a',
      HOLDING.filter((entry) => !('noteId' in entry) || entry.noteId === 'n2'),
    );
    expect(JSON.parse((await settle('a', 'not-paid', '--json')).said)).toMatchObject({
      applicationId: 'a',
      reference: REFERENCE,
      as: 'not-paid',
      by: 'A.M.',
      leftToStaff: false,
      next: 'stop-cash',
    });
  });

  it.each(['returned', 'paid', 'not-paid'])(
    'when an application left to staff is settled as %s, then it is off the list',
    async (as) => {
      write('a', SENT);
      write('other', SENT.slice(0, 1));
      const db = new Database(file);
      db.exec("UPDATE entry SET body = 'x' WHERE kind = 'lodged'");
      db.close();
      kiosk((ledger) => expect(ledger.forStaff().applications).toEqual(['a']));
      expect((await run(['open'])).said).toContain('by hand (LDG-103)');
      expect(await settle('a', as)).toMatchObject({ exit: 0, said: expect.stringContaining('off the list for staff') });
      const open = await run(['open']);
      expect(open.said).toContain('open: 1\nother');
      expect(await settle('a', as)).toMatchObject({ exit: 1, notes: [expect.stringContaining('left to settle')] });
      expect((await run(['show', 'a'])).said).toContain('nothing');
    },
  );

  it('when opening the ledger finds a damaged record, then nothing is settled', async () => {
    write('a', SENT);
    const db = new Database(file);
    db.exec("UPDATE entry SET at = 'x' WHERE kind = 'lodged'");
    db.close();
    const { exit, notes } = await settle('a', 'not-paid');
    expect(exit).toBe(1);
    expect(notes[0]).toContain('record 2 was set aside (LDG-103, hash)');
    expect(notes.at(-1)).toContain('left to staff just now');
    expect(last('a')).toEqual({ kind: 'quoted', ...SENT[0] });
  });

  it('when the kiosk is running, then nothing is written and the line says to stop it', async () => {
    write('a', SENT);
    const ledger = openLedger({ file, now: () => new Date() });
    expect(await settle('a', 'not-paid')).toMatchObject({
      exit: 1,
      notes: [expect.stringMatching(/LDG-101\): stop the kiosk, settle, and start the kiosk again/)],
    });
    expect(ledger.history('a')).toHaveLength(SENT.length);
    ledger.close();
  });

  it.each<[string, readonly LedgerEntry[], string, string]>([
    [
      'a sale in doubt can not be paid',
      SENT,
      'paid',
      'If there was no sale, settle it as not-paid; otherwise give the money',
    ],
    ['a reversal can not be paid', REVERSING, 'paid', 'give the money back and settle it as returned'],
    ['a reversal is of a sale', REVERSING, 'not-paid', 'give the money back and settle it as returned'],
    ['what is paid is to be registered', APPROVED, 'returned', 'by itself; next: register it at the back office'],
    ['what is refused is to be reversed', REVERSING.slice(0, -1), 'returned', 'next: give the money back'],
    [
      'what is closed is closed',
      [...SENT.slice(0, 1), { kind: 'closed', outcome: 'abandoned' }],
      'returned',
      'nothing of a is left to settle',
    ],
  ])('when the application is %s, then settling is refused', async (_, entries, as, why) => {
    write('a', entries);
    expect(await settle('a', as)).toMatchObject({ exit: 1, notes: [expect.stringContaining(why)] });
    expect(last('a')).toEqual(entries.at(-1));
  });

  it('when the name is unknown or ambiguous, then settling is refused', async () => {
    expect(await settle('a', 'paid')).toMatchObject({ exit: 1, notes: [expect.stringContaining('no ledger')] });
    write('a', SENT);
    write('b', SENT);
    expect((await settle('K5-0000-00', 'paid')).notes).toEqual([expect.stringContaining('has no K5-0000-00')]);
    expect((await settle(REFERENCE, 'not-paid')).notes).toEqual([expect.stringContaining('the id, a or b')]);
    expect((await settle('b', 'not-paid')).exit).toBe(0);
  });

  it('when entries contradict each other and the application is not left to staff yet, then settling is refused', async () => {
    write('a', SENT);
    const db = new Database(file);
    db.exec(`UPDATE entry SET body = '{"kind":"issued"}' WHERE kind = 'saleSent'`);
    db.close();
    expect((await settle('a', 'not-paid')).notes).toEqual([
      expect.stringContaining('contradict each other: start the'),
    ]);
  });

  it('when a credit code pays a part, then the sum is what the card pays', async () => {
    const [quoted, lodged, ...sale] = SENT;
    write('a', [
      quoted!,
      lodged!,
      { kind: 'creditReserved', amount: 200, at: 'now' },
      ...sale,
      { kind: 'unknown', code: 'TRM-102' },
    ]);
    const open = await run(['open']);
    expect(open.said).toContain('s, 3,00 AZN, and 2,00 AZN of a credit code, unknown');
    expect(JSON.parse((await run(['open', '--json'])).said)).toMatchObject({ open: [{ amount: 300, reserved: 200 }] });
    const questions: string[] = [];
    const answer = (question: string) => String(questions.push(question));
    await run(['settle', 'a', '--as', 'returned', '--by', 'A.M.'], { inputIsTerminal: true, answer });
    expect(questions.join()).toContain('(3,00 AZN) as returned? 2,00 AZN of a credit code are reserved for it too.');
  });

  it('when the answer is not yes, then nothing is settled', async () => {
    write('a', SENT);
    const args = ['settle', 'a', '--as', 'not-paid', '--by', '4711'];
    expect(await run(args)).toMatchObject({ exit: 2, notes: [expect.stringContaining('--yes')] });
    expect((await run(args, { inputIsTerminal: true, answer: 'no' })).exit).toBe(1);
    expect(last('a')).toEqual(SENT.at(-1));
    expect((await run(args, { inputIsTerminal: true, answer: 'yes' })).exit).toBe(0);
  });

  it.each([
    [['settle']],
    [['settle', 'a', '--by', 'A.M.']],
    [['settle', 'a', '--as', 'paid']],
    [['settle', 'a', '--as', 'lost', '--by', 'A.M.']],
    [['settle', 'a', '--as', 'paid', '--by', 'MAMMADOVA']],
    [['settle', 'a', '--as', 'paid', '--by', '5ABCD12']],
  ])('when the arguments are %j, then the use is wrong', async (args) => {
    const { exit, notes } = await run(args);
    expect([exit, notes.length]).toEqual([2, 1]);
  });
});
