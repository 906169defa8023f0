import { describe, expect, it, type TestContext } from 'vitest';
import type { Keypad, KeypadEvent, KeypadKey, KeypadStatus } from '../../drivers/keypad/contract.ts';

export interface KeypadBench {
  readonly keypad: Keypad;
  readonly keys: readonly KeypadKey[];
  press(key: KeypadKey): Promise<void>;
  release(key: KeypadKey): Promise<void>;
  headphones(now: 'in' | 'out'): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export function keypadContract(name: string, makeBench: () => Promise<KeypadBench>): void {
  describe(`keypad: ${name}`, () => {
    async function start({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
      const bench = await makeBench();
      onTestFinished(() => bench.close());
      const events: KeypadEvent[] = [];
      const statuses: KeypadStatus[] = [];
      bench.keypad.onEvent((event) => events.push(event));
      bench.keypad.onStatus((status) => statuses.push(status));
      await bench.until('online', isOnline(bench.keypad));
      return { bench, events, statuses };
    }

    const came = (at: { bench: KeypadBench; events: readonly KeypadEvent[] }, count: number) =>
      at.bench.until(`${count} events`, () => at.events.length >= count);

    it('when a key goes down and up, then the driver reports each change once', async (context) => {
      const at = await start(context);
      for (const key of at.bench.keys) {
        await at.bench.press(key);
        await at.bench.release(key);
      }
      await came(at, 2 * at.bench.keys.length);
      expect(at.events).toEqual(
        at.bench.keys.flatMap((key) => [
          { type: 'key.pressed', key },
          { type: 'key.released', key },
        ]),
      );
    });

    it('when two keys are down together, then the driver reports both keys', async (context) => {
      const at = await start(context);
      await at.bench.press('up');
      await at.bench.press('select');
      await at.bench.release('up');
      await at.bench.release('select');
      await came(at, 4);
      expect(at.events).toEqual([
        { type: 'key.pressed', key: 'up' },
        { type: 'key.pressed', key: 'select' },
        { type: 'key.released', key: 'up' },
        { type: 'key.released', key: 'select' },
      ]);
    });

    it('when headphones are not moved yet, then their state is unknown; each later change is reported', async (context) => {
      const at = await start(context);
      expect(at.bench.keypad.status().headphones).toBe('unknown');
      await at.bench.headphones('in');
      await at.bench.until('in', () => at.bench.keypad.status().headphones === 'in');
      await at.bench.headphones('out');
      await at.bench.until('out', () => at.bench.keypad.status().headphones === 'out');
      expect(at.events).toEqual([{ type: 'headphones.plugged' }, { type: 'headphones.unplugged' }]);
      expect(at.statuses.map(({ headphones }) => headphones).filter((now) => now !== 'unknown')).toEqual(['in', 'out']);
    });

    it('when the cable is pulled with a key down, then the driver reports the key as up, and works again later', async (context) => {
      const at = await start(context);
      await at.bench.headphones('in');
      await at.bench.press('down');
      await came(at, 2);
      await at.bench.unplug();
      await at.bench.until('away', () => at.bench.keypad.status().device === 'noDevice');
      expect(at.events.slice(1)).toEqual([
        { type: 'key.pressed', key: 'down' },
        { type: 'key.released', key: 'down' },
      ]);
      expect(at.bench.keypad.status().headphones).toBe('unknown');
      await at.bench.release('down');
      await at.bench.plug();
      await at.bench.until('back', isOnline(at.bench.keypad));
      await at.bench.press('select');
      await came(at, 4);
      expect(at.events.at(-1)).toEqual({ type: 'key.pressed', key: 'select' });
    });

    it('when the state changes, then each status differs from the one before', async (context) => {
      const at = await start(context);
      await at.bench.headphones('in');
      await came(at, 1);
      await at.bench.unplug();
      await at.bench.until('away', () => at.bench.keypad.status().device === 'noDevice');
      await at.bench.plug();
      await at.bench.until('back', isOnline(at.bench.keypad));
      at.statuses.forEach((status, index) => {
        expect(status).not.toEqual(at.statuses[index - 1]);
      });
    });

    it('when the keypad is closed, then no report follows', async (context) => {
      const at = await start(context);
      await at.bench.keypad.close();
      await at.bench.press('up');
      expect(at.events).toEqual([]);
    });
  });
}

const isOnline = (keypad: Keypad) => () => keypad.status().device === 'online';
