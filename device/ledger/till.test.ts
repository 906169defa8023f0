import { describe, expect, it } from 'vitest';
import type { BillValidator, Decide, ValidatorEvent, ValidatorStatus } from '../../drivers/bill-validator/contract.ts';
import { emitter } from '../../drivers/emitter.ts';
import { cashListOf } from './cash-list.ts';
import type { StoredEntry } from './entry-table.ts';
import { openLedger } from './ledger.ts';
import { type AskToKeepBanknote, cashCountOf, createTill, type LargeBanknote, recordedNote } from './till.ts';

const ONLINE: ValidatorStatus = {
  device: 'online',
  intake: 'paused',
  blockedBy: null,
  notes: [],
  identity: null,
};

function rig() {
  const events = emitter<ValidatorEvent>();
  const statuses = emitter<ValidatorStatus>();
  let ask: Decide | null = null;
  let taking = false;
  let bug: Error | null = null;
  let end = () => {};
  const validator: BillValidator = {
    status: () => ONLINE,
    onStatus: statuses.on,
    onEvent: events.on,
    accept(decide, signal) {
      if (bug) return Promise.reject(bug);
      ask = decide;
      taking = true;
      return new Promise((resolve) => {
        end = () => {
          taking = false;
          resolve();
        };
        if (signal.aborted) end();
        signal.addEventListener('abort', () => end());
      });
    },
    close: async () => end(),
  };
  const ledger = openLedger({ file: ':memory:', now: () => new Date(0) });
  const written: StoredEntry[] = [];
  ledger.onAppend((stored) => written.push(stored));
  let ids = 0;
  const { take, ...rest } = createTill({ validator, ledger, newId: () => `n${++ids}`, overpayLimit: 500 });
  const asked: { readonly note: LargeBanknote; readonly answer: (keeps: boolean) => void }[] = [];
  const askToKeep: AskToKeepBanknote = (note) => new Promise((answer) => void asked.push({ note, answer }));
  const till = { ...rest, take: (id: string, stop: AbortSignal) => take(id, stop, askToKeep) };
  const held: number[] = [];
  const begin = (id: string, amount = 5_000) => {
    ledger.append(id, { kind: 'quoted', service: 's', tier: null, tariffDate: null, amount, paper: 'receipt' });
    ledger.append(id, { kind: 'lodged', reference: 'x' });
    ledger.append(id, { kind: 'cashIntent' });
  };
  const never = new AbortController().signal;
  return {
    till,
    ledger,
    tell: events.emit,
    become: statuses.emit,
    fail: (error: Error | null) => {
      bug = error;
    },
    begin,
    never,
    taking: () => taking,
    offer: (value: number, unwanted = never) => ask?.({ value, hold: (ms) => void held.push(ms) }, unwanted),
    asked,
    held,
    async holding() {
      begin('a');
      void till.take('a', never);
      await Promise.resolve();
      await ask?.({ value: 1_000, hold: () => undefined }, never);
    },
    written: () => written.map(({ entry }) => entry),
    list: () => cashListOf(written),
    kinds: () => written.map(({ entry }) => entry.kind),
  };
}

describe('a note that exceeds the missing amount by much', () => {
  async function offered(value: number, unwanted?: AbortSignal) {
    const its = rig();
    its.begin('a', 500);
    const stop = new AbortController();
    void its.till.take('a', stop.signal);
    await Promise.resolve();
    return { ...its, stop, decision: its.offer(value, unwanted) };
  }

  it('when the excess equals the limit, then the till takes the note without a question', async () => {
    const { decision, asked, held } = await offered(1_000);
    expect(await decision).toEqual({ do: 'stack', noteId: 'n1' });
    expect([asked, held]).toEqual([[], []]);
  });

  it('when the excess is above the limit, then the note waits in escrow and is not recorded before the citizen agrees to pay with it', async () => {
    const { decision, asked, held, ledger, kinds } = await offered(1_001);
    await Promise.resolve();
    expect(asked.map(({ note }) => note)).toEqual([{ value: 1_001, missing: 500 }]);
    expect(held).toHaveLength(1);
    expect(kinds()).not.toContain('noteHeld');
    asked[0]?.answer(true);
    expect(await decision).toEqual({ do: 'stack', noteId: 'n1' });
    expect(recordedNote(ledger)).toEqual({ noteId: 'n1', value: 1_001, outcome: 'open' });
  });

  it('when the citizen chooses to get the note back, then the ledger has no entry for it', async () => {
    const { decision, asked, kinds } = await offered(20_000);
    await Promise.resolve();
    asked[0]?.answer(false);
    expect(await decision).toEqual({ do: 'return' });
    expect(kinds()).not.toContain('noteHeld');
  });

  it.each(['the note left escrow', 'the citizen stopped'] as const)(
    'when %s before the answer, then a late yes takes nothing',
    async (what) => {
      const gone = new AbortController();
      const { decision, asked, stop, kinds } = await offered(20_000, gone.signal);
      await Promise.resolve();
      if (what === 'the note left escrow') gone.abort();
      else stop.abort();
      asked[0]?.answer(true);
      expect(await decision).toEqual({ do: 'return' });
      expect(kinds()).not.toContain('noteHeld');
    },
  );
});

describe('the till', () => {
  it('when a note is taken, then it is in the ledger before it may be stacked, and the taking ends when the duty is covered', async () => {
    const { till, begin, never, offer, tell, taking, ledger } = rig();
    begin('a');
    const done = till.take('a', never);
    await Promise.resolve();
    expect(await offer(5_000)).toEqual({ do: 'stack', noteId: 'n1' });
    expect(recordedNote(ledger)).toEqual({ noteId: 'n1', value: 5_000, outcome: 'open' });
    expect(await offer(1_000)).toEqual({ do: 'return' });
    expect(taking()).toBe(true);
    tell({ type: 'note.stacked', noteId: 'n1', value: 5_000 });
    await done;
    expect(recordedNote(ledger)).toMatchObject({ outcome: 'stacked' });
  });

  it('when listeners get an event, then the ledger already has it', async () => {
    const { till, begin, never, offer, tell, ledger } = rig();
    begin('a');
    void till.take('a', never);
    await Promise.resolve();
    await offer(1_000);
    const heard: string[] = [];
    till.onEvent(() => heard.push(ledger.find('a')?.notes[0]?.last ?? ''));
    tell({ type: 'note.stacked', noteId: 'n1', value: 1_000 });
    expect(heard).toEqual(['noteStacked']);
  });

  it('when a note is in doubt, then no more are taken, and a later report settles the note', async () => {
    const { till, begin, never, offer, tell, list, ledger } = rig();
    begin('a');
    const done = till.take('a', never);
    await Promise.resolve();
    await offer(1_000);
    tell({ type: 'credit.doubted', noteId: 'n1', value: 1_000, why: 'jammed' });
    await done;
    expect(list().doubts).toMatchObject([{ noteId: 'n1', value: 1_000, why: 'jammed' }]);
    tell({ type: 'note.stacked', noteId: 'n1', value: 1_000 });
    expect(list()).toMatchObject({ doubts: [], stacked: 1_000 });
    expect(ledger.find('a')?.notes).toMatchObject([{ last: 'noteStacked' }]);
  });

  it.each([
    ['a note without an id', { type: 'credit.doubted', noteId: null, value: 2_000, why: 'unknown-note' }],
    ['a note of another record', { type: 'note.stacked', noteId: 'old', value: 2_000 }],
    ['a note that it has already reported as stacked', { type: 'note.stacked', noteId: 'n1', value: 1_000 }],
  ] as readonly (readonly [string, ValidatorEvent])[])(
    'when the validator reports %s, then the report is listed and moves no money',
    async (_, event) => {
      const { till, begin, never, offer, tell, list, ledger } = rig();
      begin('a');
      void till.take('a', never);
      await Promise.resolve();
      await offer(1_000);
      tell({ type: 'note.stacked', noteId: 'n1', value: 1_000 });
      tell(event);
      expect(list().doubts).toHaveLength(1);
      expect(list().stacked).toBe(1_000);
      expect(ledger.open().map(({ id }) => id)).toEqual(['a']);
    },
  );

  it('when a second application wants notes, then it waits until the first has ended', async () => {
    const { till, begin, offer, taking, kinds } = rig();
    begin('a');
    begin('b');
    const stop = new AbortController();
    const first = till.take('a', stop.signal);
    await Promise.resolve();
    const second = new AbortController();
    const both = till.take('b', second.signal);
    await offer(1_000);
    expect(kinds().filter((kind) => kind === 'noteHeld')).toHaveLength(1);
    stop.abort();
    await first;
    second.abort();
    await both;
    expect(taking()).toBe(false);
  });
});

describe('the reports about a note', () => {
  const held = async () => {
    const r = rig();
    await r.holding();
    expect(recordedNote(r.ledger)).toMatchObject({ noteId: 'n1', outcome: 'open' });
    return r;
  };

  it.each<[ValidatorEvent, string]>([
    [{ type: 'note.stacked', noteId: 'n1', value: 1_000 }, 'stacked'],
    [{ type: 'note.returned', noteId: 'n1', value: 1_000 }, 'returned'],
    [{ type: 'credit.doubted', noteId: 'n1', value: 1_000, why: 'jammed' }, 'in-doubt'],
  ])(
    'when the validator reports an event, then a driver gets its outcome at the next start: %o',
    async (event, outcome) => {
      const { tell, ledger } = await held();
      tell(event);
      expect(recordedNote(ledger)).toEqual({ noteId: 'n1', value: 1_000, outcome });
    },
  );

  it('when there never was a note, then the driver gets null', () => {
    expect(recordedNote(rig().ledger)).toBeNull();
  });

  it('when a note went back, then the taking goes on', async () => {
    const { tell, offer, taking } = await held();
    tell({ type: 'note.returned', noteId: 'n1', value: 1_000 });
    expect(taking()).toBe(true);
    expect(await offer(2_000)).toEqual({ do: 'stack', noteId: 'n2' });
  });

  it('when an event does not tell where a note is, then it is not written', async () => {
    const { tell, written } = await held();
    const before = written().length;
    tell({ type: 'note.inserted' });
    tell({ type: 'note.refused', reason: 'invalid-note' });
    tell({ type: 'note.returned', noteId: null, value: 1_000 });
    tell({ type: 'cheat.suspected', noteId: 'n1' });
    expect(written()).toHaveLength(before);
  });

  it('when the validator suspects a cheat while it holds a note, then no other note is taken and the taking goes on', async () => {
    const { tell, offer, taking } = await held();
    tell({ type: 'cheat.suspected', noteId: 'n1' });
    expect(taking()).toBe(true);
    expect(await offer(1_000)).toEqual({ do: 'return' });
  });

  it('when a report is about another note, then the held note stays held and the other is listed', async () => {
    const { tell, list, ledger } = await held();
    tell({ type: 'note.stacked', noteId: 'old', value: 2_000 });
    expect(recordedNote(ledger)).toMatchObject({ noteId: 'n1', outcome: 'open' });
    expect(list()).toMatchObject({ stacked: 0, doubts: [{ noteId: null, value: 2_000, why: 'unknown-note' }] });
  });

  it('when no note was ever taken, then a report goes on the list for staff and is closed there', () => {
    const { tell, written } = rig();
    tell({ type: 'note.stacked', noteId: 'old', value: 2_000 });
    tell({ type: 'credit.doubted', noteId: 'older', value: null, why: 'power-lost' });
    expect(written()).toEqual([
      { kind: 'strayNote', value: 2_000, why: 'unknown-note' },
      { kind: 'closed', outcome: 'listed' },
      { kind: 'strayNote', value: null, why: 'power-lost' },
      { kind: 'closed', outcome: 'listed' },
    ]);
  });
});

describe('returned notes', () => {
  it('when a note is unwanted or the intake is stopped, then the note is returned', async () => {
    const { till, begin, offer, kinds } = rig();
    begin('a');
    const stop = new AbortController();
    const done = till.take('a', stop.signal);
    await Promise.resolve();
    expect(await offer(1_000, AbortSignal.abort())).toEqual({ do: 'return' });
    stop.abort();
    await done;
    expect(await offer(1_000)).toEqual({ do: 'return' });
    expect(kinds()).not.toContain('noteHeld');
  });

  it('when the application wants no notes or is unknown, then none is taken', async () => {
    const { till, begin, ledger, never, taking, offer } = rig();
    begin('a');
    ledger.append('a', { kind: 'cashStopped' });
    await till.take('a', never);
    expect([taking(), await offer(1_000)]).toEqual([false, { do: 'return' }]);
    await till.take('nobody', never);
    expect([taking(), await offer(1_000)]).toEqual([false, { do: 'return' }]);
  });
});

it('when notes are inserted, held or in doubt, then cashCountOf() says so', async () => {
  const { till, begin, never, offer, tell, ledger } = rig();
  begin('a');
  void till.take('a', never);
  await Promise.resolve();
  const count = () => cashCountOf(ledger.find('a')!);
  expect(count()).toEqual({ inserted: 0, holds: false, doubted: false });
  await offer(1_000);
  expect(count()).toEqual({ inserted: 0, holds: true, doubted: false });
  tell({ type: 'note.stacked', noteId: 'n1', value: 1_000 });
  expect(count()).toEqual({ inserted: 1_000, holds: false, doubted: false });
  await offer(2_000);
  tell({ type: 'credit.doubted', noteId: 'n2', value: 2_000, why: 'jammed' });
  expect(count()).toEqual({ inserted: 1_000, holds: false, doubted: true });
});

it('when the status of the validator changes, then listeners get it until they leave', () => {
  const { till, become } = rig();
  const heard: ValidatorStatus[] = [];
  expect(till.status()).toBe(ONLINE);
  const off = till.onStatus((status) => heard.push(status));
  become(ONLINE);
  off();
  become(ONLINE);
  expect(heard).toEqual([ONLINE]);
});

it('when the validator fails while the till takes notes, then the next taking works', async () => {
  const { till, begin, never, fail, taking } = rig();
  begin('a');
  fail(new Error('a bug'));
  await expect(till.take('a', never)).rejects.toThrow('a bug');
  fail(null);
  void till.take('a', never);
  await Promise.resolve();
  await Promise.resolve();
  expect(taking()).toBe(true);
});

it('when the till is closed, then it waits for the taking and emits nothing more', async () => {
  const { till, begin, never, tell } = rig();
  const happened: string[] = [];
  begin('a');
  till.onEvent(() => happened.push('event'));
  void till.take('a', never).then(() => happened.push('taken'));
  await Promise.resolve();
  await till.close();
  happened.push('closed');
  tell({ type: 'note.inserted' });
  expect(happened).toEqual(['taken', 'closed']);
});
