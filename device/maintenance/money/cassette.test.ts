import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cassetteRecord } from '../../ledger/cassette-exchange.ts';
import type { LedgerEntry, NoteCount } from '../../ledger/entries.ts';
import { verifyLedger } from '../../ledger/integrity.ts';
import { type Ledger, openLedger } from '../../ledger/ledger.ts';
import { logSignerFromSeed } from '../../merkle/signer.ts';
import { fromBase64 } from '../../proof/bytes.ts';
import type { SignedInStaff } from '../../staff/contract.ts';
import { readBagNumber } from '../../words/bag-number.ts';
import { createCassetteDesk } from './cassette.ts';

const SIGNER = logSignerFromSeed('asan-kiosk/K5', new Uint8Array(32).fill(7));
const badge = (number: string): SignedInStaff => ({ badge: number, by: 'badge' });
const KEY: SignedInStaff = { badge: null, by: 'service-key' };
const [ANAR, LALA] = [badge('4711'), badge('4712')];

let folder: string;
let file: string;
let ledger: Ledger;
let ids: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-cassette-'));
  file = join(folder, 'ledger.db');
  ids = 0;
  ledger = open();
});
afterEach(() => {
  ledger.close();
  rmSync(folder, { recursive: true });
});

const open = () => openLedger({ file, now: () => new Date(0) });
const newId = () => `id${++ids}`;
const desk = () =>
  createCassetteDesk({ ledger, kioskId: 'K5', sign: SIGNER.sign, timestamp: () => '2026-12-02T10:00:00+04:00', newId });

function reopen(): void {
  ledger.close();
  ledger = open();
}

/** A visit that pays with these notes, in qəpik. */
function visit(...values: readonly number[]): void {
  const id = newId();
  const amount = values.reduce((sum, value) => sum + value, 0);
  const notes = values.flatMap((value, nth): LedgerEntry[] => [
    { kind: 'noteHeld', noteId: `${id}n${nth}`, value },
    { kind: 'noteStacked', noteId: `${id}n${nth}` },
  ]);
  const entries: readonly LedgerEntry[] = [
    { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount, paper: 'receipt' },
    { kind: 'lodged', reference: `K5-${id}` },
    { kind: 'cashIntent' },
    ...notes,
    { kind: 'cashPaid', notes: values, at: 'now' },
    { kind: 'issueRequested' },
    { kind: 'issued' },
    { kind: 'printing', copy: 1 },
    { kind: 'printed', copy: 1 },
    { kind: 'closed', outcome: 'delivered' },
  ];
  for (const entry of entries) ledger.append(id, entry);
}

const notes = (counts: Readonly<Record<number, number>>): readonly NoteCount[] =>
  Object.entries(counts).map(([value, count]) => ({ value: Number(value), count }));

function untilCount(): void {
  const its = desk();
  its.begin(ANAR);
  its.takenOut();
  its.putIn();
}

describe('exchange of the cassette', () => {
  it('when the count agrees with the ledger, then the bag is next, and the next cassette counts from zero', () => {
    visit(500, 2_000);
    visit(2_000);
    expect(desk().inCassette()).toEqual(notes({ 500: 1, 2000: 2 }));
    untilCount();
    expect(desk().inCassette()).toEqual([]);
    expect(desk().count(notes({ 2000: 2, 500: 1, 1000: 0 }), ANAR)).toMatchObject({ ok: true, value: { step: 'bag' } });
    expect(desk().seal('ab 12-3456')).toMatchObject({ value: { step: 'slip', exchange: { bag: 'AB123456' } } });
    expect(desk().end(true)).toMatchObject({ value: { step: 'ended', exchange: { slip: true } } });
    expect(desk().current()).toBeNull();
    visit(5_000);
    expect(desk().inCassette()).toEqual(notes({ 5000: 1 }));
  });

  it('when the count differs, then only another badge confirms it, and the service key does not', () => {
    visit(2_000);
    untilCount();
    expect(desk().count([], ANAR)).toMatchObject({ value: { step: 'difference' } });
    expect(desk().seal('AB123456')).toMatchObject({ error: { kind: 'other-step', step: 'difference' } });
    expect(desk().confirm(ANAR)).toEqual({ ok: false, error: { kind: 'same-badge' } });
    expect(desk().confirm(KEY)).toEqual({ ok: false, error: { kind: 'badge-needed' } });
    expect(desk().confirm(LALA)).toMatchObject({ value: { step: 'bag', exchange: { second: '4712' } } });
  });

  it('when a confirmed difference is counted again, then the new count needs a second badge again', () => {
    visit(2_000);
    untilCount();
    desk().count([], ANAR);
    desk().confirm(LALA);
    expect(desk().count(notes({ 2000: 2 }), ANAR)).toMatchObject({ value: { step: 'difference' } });
    expect(desk().count(notes({ 2000: 1 }), ANAR)).toMatchObject({
      value: { step: 'difference', exchange: { second: null } },
    });
  });

  it('when the counted notes have the right sum and other values, then the count differs', () => {
    visit(2_000);
    untilCount();
    expect(desk().count(notes({ 1000: 2 }), ANAR)).toMatchObject({ value: { step: 'difference' } });
  });

  it.each([
    [[{ value: 500, count: 1.5 }]],
    [[{ value: 500, count: -1 }]],
    [[{ value: 500, count: 10_000 }]],
    [[{ value: 0, count: 1 }]],
    [
      [
        { value: 500, count: 1 },
        { value: 500, count: 1 },
      ],
    ],
  ])('when the count is %j, then it is refused and nothing is written', (counted) => {
    untilCount();
    const before = ledger.newestSeq();
    expect(desk().count(counted, ANAR)).toEqual({ ok: false, error: { kind: 'not-a-count' } });
    expect(ledger.newestSeq()).toBe(before);
  });

  it('when 9,999 notes of a value are counted, then the count is taken', () => {
    untilCount();
    expect(desk().count([{ value: 500, count: 9_999 }], ANAR)).toMatchObject({ ok: true });
  });

  it('when the bag has a number of an earlier exchange, then it is refused', () => {
    untilCount();
    desk().count([], ANAR);
    desk().seal('AB123456');
    desk().end(false);
    untilCount();
    desk().count([], ANAR);
    expect(desk().seal('ab123456')).toEqual({ ok: false, error: { kind: 'bag-used' } });
    expect(desk().seal('12345')).toEqual({ ok: false, error: { kind: 'wrong-bag' } });
    expect(desk().seal('AB123457')).toMatchObject({ ok: true });
  });

  it('when the record is signed, then the key of the log verifies it, and another sum fails', () => {
    visit(2_000);
    untilCount();
    desk().count(notes({ 2000: 1 }), ANAR);
    desk().seal('AB123456');
    const job = desk().current();
    if (!job?.exchange.signature) throw new Error('not signed');
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(SIGNER.key.publicKey).toString('base64url') },
      format: 'jwk',
    });
    const holds = (text: string) =>
      verify(null, Buffer.from(text), key, fromBase64(job.exchange.signature ?? '') ?? new Uint8Array());
    const record = cassetteRecord('K5', job.id, job.exchange, 'AB123456');
    expect(record).toContain('\ncounted 1x2000\nexpected 1x2000\n');
    expect([holds(record), holds(record.replace('1x2000', '2x2000'))]).toEqual([true, false]);
  });

  it('when the cassette never came out, then the exchange is given up, and its notes stay counted', () => {
    visit(2_000);
    desk().begin(ANAR);
    expect(desk().giveUp()).toMatchObject({ value: { step: 'ended' } });
    expect(desk().inCassette()).toEqual(notes({ 2000: 1 }));
    untilCount();
    expect(desk().giveUp()).toMatchObject({ error: { kind: 'other-step', step: 'count' } });
    expect(desk().count(notes({ 2000: 1 }), ANAR)).toMatchObject({ value: { step: 'bag' } });
  });

  it('when two exchanges are given up after one that ended, then the notes of the present cassette are the same', () => {
    visit(2_000);
    untilCount();
    desk().count(notes({ 2000: 1 }), ANAR);
    desk().seal('AB123456');
    desk().end(true);
    visit(500);
    for (const _ of [1, 2]) {
      desk().begin(ANAR);
      desk().giveUp();
    }
    expect(desk().inCassette()).toEqual(notes({ 500: 1 }));
    untilCount();
    expect(desk().count(notes({ 500: 1 }), ANAR)).toMatchObject({ value: { step: 'bag' } });
  });

  it('when a note that was held before the exchange is reported after it, then the old cassette has it', () => {
    const id = newId();
    const entries: readonly LedgerEntry[] = [
      { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 1_000, paper: 'receipt' },
      { kind: 'lodged', reference: 'K5-late' },
      { kind: 'cashIntent' },
      { kind: 'noteHeld', noteId: 'late', value: 1_000 },
    ];
    for (const entry of entries) ledger.append(id, entry);
    untilCount();
    ledger.append(id, { kind: 'noteStacked', noteId: 'late' });
    visit(500);
    expect(desk().inCassette()).toEqual(notes({ 500: 1 }));
    expect(desk().count(notes({ 1000: 1 }), ANAR)).toMatchObject({ value: { step: 'bag' } });
  });

  it('when staff find a note of the old cassette in the new one, then the new cassette has it', () => {
    const id = newId();
    const entries: readonly LedgerEntry[] = [
      { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount: 1_000, paper: 'receipt' },
      { kind: 'lodged', reference: 'K5-found' },
      { kind: 'cashIntent' },
      { kind: 'noteHeld', noteId: 'found', value: 1_000 },
      { kind: 'noteInDoubt', noteId: 'found', value: 1_000, why: 'lost-track' },
    ];
    for (const entry of entries) ledger.append(id, entry);
    untilCount();
    ledger.append(id, { kind: 'noteStacked', noteId: 'found', found: 'in-cassette', by: '4711' });
    expect(desk().inCassette()).toEqual(notes({ 1000: 1 }));
  });

  it('when another person begins while an exchange is open, then the open exchange goes on', () => {
    untilCount();
    expect(desk().begin(LALA)).toMatchObject({ value: { step: 'count', exchange: { begunBy: '4711' } } });
  });

  it('when the service key counted, then no badge confirms the difference until a badge has counted', () => {
    visit(2_000);
    untilCount();
    desk().count([], KEY);
    expect(desk().confirm(ANAR)).toEqual({ ok: false, error: { kind: 'counted-without-badge' } });
    desk().count([], ANAR);
    expect(desk().confirm(ANAR)).toEqual({ ok: false, error: { kind: 'same-badge' } });
    expect(desk().confirm(LALA)).toMatchObject({ value: { step: 'bag' } });
  });

  it('when a count differed, then a second badge is needed even if the next count agrees', () => {
    visit(2_000);
    untilCount();
    expect(desk().count([], ANAR)).toMatchObject({ value: { step: 'difference' } });
    expect(desk().count(notes({ 2000: 1 }), ANAR)).toMatchObject({ value: { step: 'difference' } });
    expect(desk().seal('AB123456')).toMatchObject({ error: { kind: 'other-step' } });
    expect(desk().confirm(LALA)).toMatchObject({ value: { step: 'bag' } });
    reopen();
    expect(desk().current()).toMatchObject({ step: 'bag', exchange: { second: '4712' } });
  });

  it('when no exchange is open, then each step is refused', () => {
    const its = desk();
    for (const answer of [its.takenOut(), its.putIn(), its.count([], ANAR), its.confirm(LALA), its.seal('AB123456')])
      expect(answer).toEqual({ ok: false, error: { kind: 'other-step', step: null } });
  });
});

describe('number of a bag', () => {
  it.each([
    ['123456', '123456'],
    ['12345', null],
    ['A'.repeat(19) + 1, `${'A'.repeat(19)}1`],
    ['A'.repeat(20) + 1, null],
    ['ABCDEF', null],
    ['ab-12 3456', 'AB123456'],
    ['AB_123456', null],
  ])('when %s is typed, then it is read as %s', (typed, bag) => {
    expect(readBagNumber(typed)).toBe(bag);
  });
});

describe('loss of power between two steps', () => {
  const acts = ['begin', 'takenOut', 'putIn', 'count', 'confirm', 'seal', 'end'] as const;
  const orders = fc.array(
    fc.record({
      act: fc.constantFrom('visit', 'visit', ...acts, ...acts, 'cut'),
      value: fc.constantFrom(100, 500, 1_000, 2_000),
      wrong: fc.nat({ max: 1 }),
    }),
    { maxLength: 60 },
  );

  it('when power is lost anywhere, then the step is the same, and all cassettes together have exactly the stacked notes', () => {
    fc.assert(
      fc.property(orders, (steps) => {
        ledger.close();
        rmSync(folder, { recursive: true });
        folder = mkdtempSync(join(tmpdir(), 'kiosk-cassette-'));
        file = join(folder, 'ledger.db');
        ledger = open();
        let stacked: number[] = [];
        const outs = new Map<string, readonly number[]>();
        let lastOut: readonly number[] = [];
        let bags = 0;
        for (const { act, value, wrong } of steps) {
          const before = desk().current();
          if (act === 'visit') {
            visit(value);
            stacked.push(value);
          } else if (act === 'cut') {
            reopen();
            expect(desk().current()).toEqual(before);
          } else if (act === 'count') desk().count(counted(lastOut, wrong), ANAR);
          else if (act === 'confirm') desk().confirm(LALA);
          else if (act === 'seal') desk().seal(`BAG${100_000 + ++bags}`);
          else if (act === 'end') desk().end(true);
          else if (act === 'begin') desk().begin(ANAR);
          else if (desk()[act]().ok && act === 'takenOut') {
            outs.set(desk().current()?.id ?? '', stacked);
            lastOut = stacked;
            stacked = [];
          }
        }
        expect(desk().inCassette()).toEqual(counted(stacked, 0));
        for (const [id, out] of outs) {
          const count = desk().find(id)?.exchange.count;
          if (count) expect(count.expected).toEqual(counted(out, 0));
        }
        expect(verifyLedger(file).firstBad).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  function counted(values: readonly number[], more: number): readonly NoteCount[] {
    const counts: Record<number, number> = {};
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    if (more) counts[100] = (counts[100] ?? 0) + more;
    return notes(counts);
  }
});
