import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OfflineApplication, OUTBOX_LIMIT, type Outbox, openOutbox } from './outbox.ts';

let folder: string;
let outbox: Outbox;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-outbox-'));
  outbox = openOutbox(join(folder, 'outbox.db'));
});

afterEach(() => {
  outbox.close();
  rmSync(folder, { recursive: true });
});

const taking = (key: string, queue: { day: string; series: string } | null = null) => ({
  key,
  takenAt: '2026-11-24T10:00:00+04:00',
  sealed: new TextEncoder().encode(`sealed words of ${key}`),
  queue,
});
const BUS = { day: '2026-11-24', series: 'M' };

describe('outbox', () => {
  it('when no reference is in stock, then nothing is accepted', () => {
    expect([outbox.hasRoom(), outbox.take(taking('a'))]).toEqual([false, null]);
  });

  it('when applications are taken, then each key gets its own reference, and a repeated key gets the same one', () => {
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11', 'M1-0002-22'] });
    expect(outbox.take(taking('a'))?.reference).toBe('M1-0001-11');
    expect(outbox.take(taking('a'))?.reference).toBe('M1-0001-11');
    expect(outbox.take(taking('b'))?.reference).toBe('M1-0002-22');
    expect([outbox.take(taking('c')), outbox.inStock()]).toEqual([null, 0]);
  });

  it('when a day begins, then its queue counts from one', () => {
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11', 'M1-0002-22', 'M1-0003-33', 'M1-0004-44'] });
    expect(outbox.take(taking('a', BUS))?.ticket).toBe('M-001');
    expect(outbox.take(taking('b'))?.ticket).toBeNull();
    expect(outbox.take(taking('c', BUS))?.ticket).toBe('M-002');
    expect(outbox.take(taking('d', { ...BUS, day: '2026-11-25' }))?.ticket).toBe('M-001');
  });

  it('when entries are registered or withdrawn, then they wait, oldest first; finished entries are removed', () => {
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11', 'M1-0002-22', 'M1-0003-33'] });
    for (const key of ['a', 'b', 'c']) outbox.take(taking(key));
    outbox.register('b');
    outbox.withdraw('a');
    expect(outbox.waiting().map(({ key, state }) => `${key} ${state}`)).toEqual(['a withdrawn', 'b registered']);
    outbox.done({ key: 'a', state: 'registered' });
    expect(outbox.find('a')?.state).toBe('withdrawn');
    outbox.done({ key: 'a', state: 'withdrawn' });
    outbox.refuse('b', 'not-eligible');
    expect(outbox.waiting()).toEqual([]);
    expect([outbox.find('a'), outbox.find('b')?.state]).toEqual([undefined, 'refused']);
  });

  it('when entries wait or are refused, then depth() counts them', () => {
    expect(outbox.depth()).toEqual({ waiting: 0, refused: 0, references: 0 });
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11', 'M1-0002-22', 'M1-0003-33'] });
    for (const key of ['a', 'b']) outbox.take(taking(key));
    outbox.register('a');
    outbox.refuse('a', 'not-offered');
    expect(outbox.depth()).toEqual({ waiting: 1, refused: 1, references: 1 });
  });

  it('when the file is opened again after a power cut, then nothing is missing', () => {
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11', 'M1-0002-22'] });
    outbox.take(taking('a', BUS));
    outbox.register('a');
    const again = openOutbox(join(folder, 'outbox.db'));
    expect(again.waiting()).toEqual([{ ...outbox.find('a')! }]);
    expect([again.inStock(), again.take(taking('b', BUS))?.ticket]).toEqual([1, 'M-002']);
    again.close();
  });

  it('when an entry is done, then its bytes are overwritten', () => {
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11'] });
    outbox.take(taking('a'));
    const bytes = () => readFileSync(join(folder, 'outbox.db')).includes('sealed words of a');
    expect(bytes()).toBe(true);
    outbox.done({ key: 'a', state: 'lodged' });
    expect(bytes()).toBe(false);
  });

  it('when the file is opened, then only its owner can read it', () => {
    const mode = () => statSync(join(folder, 'outbox.db')).mode & 0o777;
    expect(mode()).toBe(0o600);
    outbox.close();
    chmodSync(join(folder, 'outbox.db'), 0o644);
    outbox = openOutbox(join(folder, 'outbox.db'));
    expect(mode()).toBe(0o600);
  });

  it('when a page of the outbox file is damaged, then opening fails with the file’s name', () => {
    const file = join(folder, 'outbox.db');
    outbox.stockUp({ epoch: 1, references: ['M1-0001-11'] });
    outbox.take(taking('a'));
    outbox.close();
    const bytes = readFileSync(file);
    const page = bytes.indexOf('sealed words of a') >> 12;
    writeFileSync(file, bytes.fill(0x77, page * 4096, page * 4096 + 1));
    expect(() => openOutbox(file)).toThrow(expect.objectContaining({ code: 'SQLITE_CORRUPT', file }));
    outbox = openOutbox(':memory:');
  });

  it('when the outbox is full, then it accepts nothing more', () => {
    const many = Array.from({ length: OUTBOX_LIMIT + 1 }, (_, nth) => `M1-${String(nth).padStart(4, '0')}-00`);
    outbox.close();
    outbox = openOutbox(':memory:');
    outbox.stockUp({ epoch: 1, references: many });
    for (let nth = 0; nth < OUTBOX_LIMIT; nth += 1) expect(outbox.take(taking(`a-${nth}`))).not.toBeNull();
    expect([outbox.hasRoom(), outbox.take(taking('one more')), outbox.take(taking('a-0'))?.key]).toEqual([
      false,
      null,
      'a-0',
    ]);
  });
});

describe('states of an entry', () => {
  const KEYS = ['a', 'b', 'c'] as const;
  const MOST_DEEDS = 24;
  const DEEDS = ['take', 'register', 'withdraw', 'refuse', 'done'] as const;
  type Deed = (typeof DEEDS)[number];
  const order = fc.array(fc.tuple(fc.constantFrom(...DEEDS), fc.constantFrom(...KEYS)), { maxLength: MOST_DEEDS });

  /** `undefined`: no entry. `waiting` entries are forwarded, so `done` removes them. */
  const AFTER: Readonly<Record<Deed, Readonly<Record<string, OfflineApplication['state'] | undefined>>>> = {
    take: { none: 'lodged', lodged: 'lodged', registered: 'registered', withdrawn: 'withdrawn', refused: 'refused' },
    register: { lodged: 'registered', registered: 'registered', withdrawn: 'withdrawn', refused: 'refused' },
    withdraw: { lodged: 'withdrawn', registered: 'withdrawn', withdrawn: 'withdrawn', refused: 'withdrawn' },
    refuse: { lodged: 'lodged', registered: 'refused', withdrawn: 'withdrawn', refused: 'refused' },
    done: { lodged: 'lodged', refused: 'refused' },
  };

  function does(memory: Outbox, deed: Deed, key: string): void {
    if (deed === 'take') memory.take(taking(key));
    else if (deed === 'refuse') memory.refuse(key, 'not-eligible');
    else if (deed === 'done') for (const each of memory.waiting()) if (each.key === key) memory.done(each);
    if (deed === 'register' || deed === 'withdraw') memory[deed](key);
  }

  it('when actions come in any order, then each entry has the state of its own actions, and no withdrawn or refused entry is registered again', () => {
    fc.assert(
      fc.property(order, (deeds) => {
        const memory = openOutbox(':memory:');
        memory.stockUp({ epoch: 1, references: Array.from({ length: MOST_DEEDS }, (_, nth) => `M1-${nth}`) });
        const states = new Map<string, OfflineApplication['state'] | undefined>();
        for (const [deed, key] of deeds) {
          does(memory, deed, key);
          states.set(key, AFTER[deed][states.get(key) ?? 'none']);
          expect(memory.find(key)?.state, `${key} after ${deed}`).toBe(states.get(key));
          const waits = memory.waiting().some((each) => each.key === key);
          expect(waits).toBe(['registered', 'withdrawn'].includes(states.get(key) ?? ''));
        }
        memory.close();
      }),
    );
  });
});
