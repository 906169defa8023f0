import { describe, expect, it } from 'vitest';
import {
  CASH_ENTRIES,
  FREE_ENTRIES,
  NEVER_ABORTED,
  NO_ANSWER,
  NOTE_ENTRIES,
  sentSaleEntries,
  settlementRig,
} from '../../test/rigs/settlement-rig.ts';
import { listenerCount } from '../../test/support/left-on.ts';

describe('the claims of a visit', () => {
  it('when an application has two claims, then it is settled only after both ended', async () => {
    const r = settlementRig({});
    r.write('a', FREE_ENTRIES);
    const [first, second] = [r.settlement.claim('a'), r.settlement.claim('a')];
    first();
    first();
    await r.settled();
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual([]);
    second();
    await r.settled();
    expect(r.asked).toEqual(['withdraw']);
    expect(r.ledger.open()).toEqual([]);
  });

  it('when visits claim two applications during an attempt, then the settlement writes the answer and leaves both alone', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    r.write('b', FREE_ENTRIES);
    r.inquiring(async () => {
      r.settlement.claim('a');
      r.settlement.claim('b');
      return { known: 'not-paid' };
    });
    await r.settlement.recover(NEVER_ABORTED);
    expect(r.asked).toEqual(['inquire']);
    expect(r.ledger.find('a')?.last).toBe('notPaid');
  });

  it('when a visit claims a sale in doubt and a held note, then inDoubt() still counts the sale and noteInDoubt() not the note', () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    r.write('b', [...CASH_ENTRIES, NOTE_ENTRIES[0]!]);
    expect([r.settlement.inDoubt(), r.settlement.noteInDoubt()]).toEqual([true, true]);
    r.settlement.claim('a');
    r.settlement.claim('b');
    expect([r.settlement.inDoubt(), r.settlement.noteInDoubt()]).toEqual([true, false]);
  });

  it('when a claim ends or an attempt is made, then onChange() calls its listener', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    const release = r.settlement.claim('a');
    let changes = 0;
    const off = r.settlement.onChange(() => {
      changes += 1;
    });
    release();
    expect(changes).toBe(1);
    await r.settlement.recover(NEVER_ABORTED);
    expect(changes).toBeGreaterThan(1);
    off();
  });
});

describe('the turns of the settlement', () => {
  it('when attempts end, then no listener is left on their signal', async () => {
    const r = settlementRig({});
    r.write('a', FREE_ENTRIES);
    const stop = new AbortController();
    await r.settlement.recover(stop.signal);
    expect(listenerCount(stop.signal)).toBe(0);
  });

  async function askedAt(r: ReturnType<typeof settlementRig>, seconds: number): Promise<readonly number[]> {
    const at: number[] = [];
    for (let half = 1; half <= 2 * seconds; half++) {
      const before = r.asked.length;
      await r.pass(500);
      if (r.asked.length > before) at.push(half / 2);
    }
    return at;
  }

  it('when the terminal never answers, then the pause doubles up to a minute', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    expect(await askedAt(r, 260)).toEqual([5, 15, 35, 75, 135, 195, 255]);
  });

  it('when the random number is 0, then each pause has half its length, so that not all kiosks come at once', async () => {
    const r = settlementRig({}, 0);
    r.write('a', sentSaleEntries('a'));
    expect(await askedAt(r, 40)).toEqual([2.5, 7.5, 17.5, 37.5]);
  });

  it('when an application moves, then the next turn comes after 5 s; when tryNow() is called, it comes at once', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    expect(await askedAt(r, 20)).toEqual([5, 15]);
    r.write('b', FREE_ENTRIES);
    expect(await askedAt(r, 21)).toEqual([15, 20]);
    r.settlement.tryNow();
    await r.settled();
    expect(r.asked.filter((what) => what === 'inquire')).toHaveLength(5);
    expect(await askedAt(r, 11)).toEqual([10]);
  });

  it('when tryNow() is called while a turn is under way, then the next turn follows at once', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    let answer = () => {};
    r.inquiring(() => new Promise((resolve) => (answer = () => resolve(NO_ANSWER))));
    await r.pass(5_000);
    r.settlement.tryNow();
    answer();
    await r.settled();
    expect(r.asked).toEqual(['inquire', 'inquire']);
    answer();
    await r.settled();
    expect(r.asked).toHaveLength(2);
  });

  it('when in each turn a device comes back, then one more turn follows at once, and the next waits 5 s', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    r.inquiring(async () => {
      // Without the limit the test never ends: none of its timers would run.
      if (r.asked.length < 20) r.settlement.tryNow();
      return NO_ANSWER;
    });
    expect(await askedAt(r, 21)).toEqual([5, 10, 15, 20]);
    expect(r.asked).toHaveLength(8);
  });

  it('when a device or the office comes back a few microtasks after the answer, then the next turn follows at once', async () => {
    const turns = await Promise.all(
      Array.from({ length: 60 }, async (_, microtasks) => {
        const r = settlementRig({});
        r.write('a', sentSaleEntries('a'));
        r.inquiring(async () => {
          void (async () => {
            for (let nth = 0; nth < microtasks; nth++) await undefined;
            if (r.asked.length === 1) r.settlement.tryNow();
          })();
          return NO_ANSWER;
        });
        await r.pass(5_000);
        for (let time = 0; time < 3; time++) await r.settled();
        return r.asked.length;
      }),
    );
    expect(turns).toEqual(turns.map(() => 2));
  });

  it('when tryNow() is called again in the turn that follows at once, then one more turn comes after 5 s', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    await askedAt(r, 16);
    const inquiries = r.asked.length;
    let left = 2;
    r.inquiring(async () => {
      if (left-- > 0) r.settlement.tryNow();
      return NO_ANSWER;
    });
    expect(await askedAt(r, 26)).toEqual([19, 24]);
    expect(r.asked).toHaveLength(inquiries + 3);
  });

  it('when nothing is open, then nothing is asked, and the next turn comes soon after a new entry', async () => {
    const r = settlementRig({});
    expect(await askedAt(r, 30)).toEqual([]);
    r.write('a', sentSaleEntries('a'));
    expect(await askedAt(r, 6)).toEqual([5]);
  });

  it('when the settlement is closed, then the attempt is cut short, its answer is written and no turn follows', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    const happened: string[] = [];
    r.inquiring(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            happened.push('cut short');
            void r.settled().then(() => {
              happened.push('answered');
              resolve(NO_ANSWER);
            });
          });
        }),
    );
    await r.pass(5_000);
    expect(r.asked).toEqual(['inquire']);
    await r.settlement.close();
    expect(happened).toEqual(['cut short', 'answered']);
    expect(r.ledger.find('a')?.last).toBe('unknown');
    expect(await askedAt(r, 130)).toEqual([]);
    let changes = 0;
    r.settlement.claim('b')();
    r.settlement.onChange(() => {
      changes += 1;
    });
    expect(changes).toBe(0);
    expect(await r.settlement.recover(NEVER_ABORTED)).toEqual({ settled: 0, left: 1 });
    expect(r.asked).toEqual(['inquire']);
  });

  it('when a recovery is under way, then close() waits until its answer is written', async () => {
    const r = settlementRig({});
    r.write('a', sentSaleEntries('a'));
    r.inquiring(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => void r.settled().then(() => resolve(NO_ANSWER)));
        }),
    );
    const recovered = r.settlement.recover(NEVER_ABORTED);
    await r.settled();
    expect(r.asked).toEqual(['inquire']);
    await r.settlement.close();
    expect(r.ledger.find('a')?.last).toBe('unknown');
    await recovered;
  });
});
