import { describe, expect, it } from 'vitest';
import type { BillValidator, Decide, ValidatorEvent } from '../../drivers/bill-validator/contract.ts';
import { emitter } from '../../drivers/emitter.ts';
import { cashListOf } from './cash-list.ts';
import { openLedger, type StoredEntry } from './ledger.ts';
import { createTill, recordedNote } from './till.ts';

/** A validator that says what the test wants, also what none should say. */
function rig() {
  const events = emitter<ValidatorEvent>();
  let ask: Decide | null = null;
  let end = () => {};
  const validator: BillValidator = {
    status: () => ({ device: 'online', intake: 'paused', blockedBy: null, notes: [], identity: null }),
    onStatus: () => () => undefined,
    onEvent: events.on,
    accept(decide, signal) {
      ask = decide;
      return new Promise((resolve) => {
        end = () => {
          ask = null;
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
  const till = createTill({ validator, ledger, newId: () => `n${++ids}` });
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
    begin,
    never,
    taking: () => ask !== null,
    offer: (value: number) => ask?.({ value }, never),
    list: () => cashListOf(written),
    kinds: () => written.map(({ entry }) => entry.kind),
  };
}

describe('the till', () => {
  it('writes a note down before it may be stacked, and ends when the duty is covered', async () => {
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

  it('has it in the ledger when the listeners hear of it', async () => {
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

  it('takes no more after a doubt, and a later word settles it', async () => {
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
    ['a note that was never given to it', { type: 'credit.doubted', noteId: null, value: 2_000, why: 'unknown-note' }],
    ['a note of another record', { type: 'note.stacked', noteId: 'old', value: 2_000 }],
    ['a note it had said was stacked', { type: 'note.stacked', noteId: 'n1', value: 1_000 }],
  ] as readonly (readonly [string, ValidatorEvent])[])('lists %s, and moves no money', async (_, event) => {
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
  });

  it('lets the second application wait until the first has ended', async () => {
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
