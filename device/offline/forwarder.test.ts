import { beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from '../back-office/contract.ts';
import type { OfflineMerge } from '../back-office/offline-merge.ts';
import { createOutboxForwarder } from './forwarder.ts';
import { type OfflineApplication, type Outbox, openOutbox } from './outbox.ts';

const SILENT = err({ code: 'BKO-101', kind: 'unreachable', detail: 'timeout' } as const);
const REFERENCES = ['M1-0001-11', 'M1-0002-22', 'M1-0003-33'];

let outbox: Outbox;
let asked: string[];
let told: string[];
let mergedCount: number;
let clock: SimulatedClock;
let answering: ((answer: Result<never, BackOfficeTrouble> | { ok: true; value: never }) => void)[];

function heldOffice(): OfflineMerge {
  const ask = (what: string) => {
    asked.push(what);
    return new Promise<never>((resolve) => answering.push(resolve as never));
  };
  return {
    merge: (key) => ask(`merge ${key}`),
    withdraw: (key) => ask(`withdraw ${key}`),
    reserve: (key, { count, epoch }) => ask(`reserve ${key} ${count} of ${epoch}`),
  };
}

const forwarderOf = () =>
  createOutboxForwarder({
    outbox,
    office: heldOffice(),
    answers: () => true,
    newKey: () => `key-${asked.length}`,
    clock,
    onRefused: (key, reason) => told.push(`${key} ${reason}`),
    onReplaced: () => void asked.push('replaced'),
    onMerged(count) {
      mergedCount += count;
    },
    onBug(error) {
      throw error;
    },
  });

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function answer(value: unknown): Promise<void> {
  answering.shift()?.(value as never);
  await settled();
}

beforeEach(() => {
  outbox = openOutbox(':memory:');
  outbox.stockUp({ epoch: 1, references: REFERENCES });
  clock = new SimulatedClock();
  asked = [];
  told = [];
  mergedCount = 0;
  answering = [];
});

describe('forwarding', () => {
  it('when an application is withdrawn during its merge, then the withdrawal is sent after the merge', async () => {
    outbox.take({ key: 'a', takenAt: '2026-11-24T10:00:00+04:00', sealed: new Uint8Array([1]), queue: null });
    outbox.register('a');
    const forwarder = forwarderOf();
    forwarder.look();
    await settled();
    expect(asked).toEqual(['merge a']);
    outbox.withdraw('a');
    forwarder.look();
    await answer(ok(undefined));
    await answer(SILENT);
    expect(asked).toEqual(['merge a', expect.stringMatching(/^reserve/), 'withdraw a']);
    await answer(ok(undefined));
    expect(outbox.find('a')).toBeUndefined();
  });

  it('when the office answers another question, then the merge is retried after 15 s', async () => {
    outbox.take({ key: 'a', takenAt: '2026-11-24T10:00:00+04:00', sealed: new Uint8Array([1]), queue: null });
    outbox.register('a');
    forwarderOf().look();
    await settled();
    await answer(err({ code: 'BKO-110', kind: 'foreign' }));
    await answer(ok({ epoch: 1, references: ['M1-0004-44'] }));
    clock.increment(15_000);
    await settled();
    expect(asked.filter((what) => what === 'merge a')).toHaveLength(2);
  });

  it('when the office refuses a reference of a voided stock, then the kiosk uses no other reference of this stock and reserves a new one', async () => {
    outbox.stockUp({ epoch: 1, references: Array.from({ length: 300 }, (_, nth) => `M1-1${nth}`) });
    for (const key of ['a', 'b']) {
      outbox.take({ key, takenAt: '2026-11-24T10:00:00+04:00', sealed: new Uint8Array([1]), queue: null });
      outbox.register(key);
    }
    forwarderOf().look();
    await settled();
    await answer(err({ code: 'BKO-102', kind: 'refused', reason: 'void-reference' }));
    expect([outbox.life().epoch, outbox.inStock(), outbox.hasRoom()]).toEqual([1, 0, false]);
    await answer(err({ code: 'BKO-102', kind: 'refused', reason: 'void-reference' }));
    expect(asked).toEqual(['merge a', 'merge b', expect.stringMatching(/^reserve .* 400 of 1$/)]);
    await answer(ok({ epoch: 2, references: ['M1-0004-44'] }));
    expect([outbox.life().epoch, outbox.inStock(), outbox.depth().refused]).toEqual([2, 1, 2]);
  });

  it('when another board has the stock, then the kiosk reports it once, uses no reference and keeps its epoch', async () => {
    const forwarder = forwarderOf();
    const stale = err({ code: 'BKO-102', kind: 'refused', reason: 'stale-epoch' });
    for (const nth of [0, 1]) {
      forwarder.look();
      await settled();
      await answer(stale);
      clock.increment(60_000);
      await settled();
      expect([outbox.life().epoch, outbox.hasRoom(), asked.length]).toEqual([1, false, nth + 2]);
    }
    expect(asked).toEqual(['reserve key-0 397 of 1', 'replaced', 'reserve key-2 400 of 1']);
    forwarder.look();
    await settled();
    await answer(ok({ epoch: 1, references: ['M1-0004-44'] }));
    expect(outbox.hasRoom()).toBe(true);
    forwarder.look();
    await settled();
    await answer(stale);
    expect(asked.slice(4)).toEqual(['reserve key-4 399 of 1', 'replaced']);
  });

  it('when the answer to a reservation is lost, then the same request is repeated', async () => {
    const forwarder = forwarderOf();
    forwarder.look();
    await settled();
    await answer(SILENT);
    forwarder.look();
    await settled();
    expect(asked).toHaveLength(2);
    expect(asked[1]).toBe(asked[0]);
    await answer(ok({ epoch: 1, references: ['M1-0004-44'] }));
    forwarder.look();
    await settled();
    expect(asked[2]).not.toBe(asked[0]);
    expect(outbox.inStock()).toBe(4);
  });
});

type Kind = BackOfficeTrouble['kind'];
const TROUBLES: { readonly [Its in Kind]: BackOfficeTrouble & { readonly kind: Its } } = {
  unreachable: SILENT.error,
  busy: { code: 'BKO-109', kind: 'busy' },
  foreign: { code: 'BKO-110', kind: 'foreign' },
  refused: { code: 'BKO-102', kind: 'refused', reason: 'not-eligible' },
};

/** Question about an entry, and its state after each answer. `gone`: removed. `left`: withdrawn while its merge runs. */
interface Handing {
  readonly asks: string | null;
  readonly ends: Readonly<Record<'ok' | Kind, 'gone' | OfflineApplication['state']>>;
}

const kept = <State extends OfflineApplication['state']>(state: State) => ({
  unreachable: state,
  busy: state,
  foreign: state,
});
const HANDING: Readonly<Record<OfflineApplication['state'] | 'left', Handing>> = {
  lodged: { asks: null, ends: { ...kept('lodged'), ok: 'lodged', refused: 'lodged' } },
  registered: { asks: 'merge a', ends: { ...kept('registered'), ok: 'gone', refused: 'refused' } },
  left: { asks: 'merge a', ends: { ...kept('withdrawn'), ok: 'withdrawn', refused: 'withdrawn' } },
  withdrawn: { asks: 'withdraw a', ends: { ...kept('withdrawn'), ok: 'gone', refused: 'gone' } },
  refused: { asks: null, ends: { ...kept('refused'), ok: 'refused', refused: 'refused' } },
};
const ANSWERS = ['ok', ...(Object.keys(TROUBLES) as Kind[])] as const;

describe('each answer of the office about each entry', () => {
  const BRING: Readonly<Record<OfflineApplication['state'], () => void>> = {
    lodged: () => undefined,
    registered: () => outbox.register('a'),
    withdrawn: () => outbox.withdraw('a'),
    refused() {
      outbox.register('a');
      outbox.refuse('a', 'not-eligible');
    },
  };
  const rows = Object.entries(HANDING).flatMap(([state, { asks, ends }]) =>
    ANSWERS.flatMap((kind) => [false, true].map((isLost) => ({ state, asks, kind, isLost, end: ends[kind] }))),
  );

  async function ask(): Promise<void> {
    clock.increment(15_000);
    await settled();
  }

  it.each(rows)(
    'when an entry is $state and the answer is $kind (first answer lost: $isLost), then the entry is $end',
    async ({ state, asks, kind, isLost, end }) => {
      outbox.stockUp({ epoch: 1, references: Array.from({ length: 300 }, (_, nth) => `M1-1${nth}`) });
      outbox.take({ key: 'a', takenAt: '2026-11-24T10:00:00+04:00', sealed: new Uint8Array([1]), queue: null });
      BRING[state === 'left' ? 'registered' : (state as OfflineApplication['state'])]();
      const expected: string[] = [];
      const asksFor = (what: string) => {
        expected.push(what);
        expect(asked).toEqual(expected);
      };
      forwarderOf().look();
      await settled();
      if (asks && isLost) {
        asksFor(asks);
        await answer(SILENT);
        await ask();
      }
      if (asks) asksFor(asks);
      if (state === 'left') outbox.withdraw('a');
      await answer(kind === 'ok' ? ok(undefined) : err(TROUBLES[kind]));
      expect(outbox.find('a')?.state ?? 'gone').toBe(end);
      const isTold = state === 'registered' && kind === 'refused';
      expect(told).toEqual(isTold ? ['a not-eligible'] : []);
      expect(mergedCount).toBe(Number(asks !== null && (kind === 'ok' || end === 'gone')));
      await ask();
      if (end === 'registered' || (end === 'withdrawn' && asks)) {
        asksFor(end === 'registered' ? 'merge a' : 'withdraw a');
        await answer(ok(undefined));
        expect(outbox.find('a')).toBeUndefined();
        await ask();
      }
      expect(asked).toEqual(expected);
    },
  );
});
