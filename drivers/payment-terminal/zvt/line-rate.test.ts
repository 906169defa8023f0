import { describe, expect, it } from 'vitest';
import { createZvtTerminalSimulator } from '../../../simulators/payment-terminal/zvt.ts';
import {
  NEVER_ABORTED,
  runMicrotasks,
  scriptedTerminal,
  steppedClock,
} from '../../../test/contract/zvt-scripted-rig.ts';
import { fromHex } from '../../bytes.ts';
import type { Clock } from '../../clock.ts';
import { type Cable, cable } from '../../link/pair.ts';
import type { PayOutcome } from '../contract.ts';
import { createZvtTerminal } from './driver.ts';
import { encodeSerialFrame, NAK_BYTE } from './framer.ts';

/** [PA00P016_04, chapter 3]: start bit, eight data bits, two stop bits. */
const BITS_A_BYTE = 11;

function paced(wire: Cable, clock: Clock, baudRate: number): Cable['device'] {
  const byteMs = (BITS_A_BYTE * 1_000) / baudRate;
  let freeAt = 0;
  return {
    ...wire.device,
    write(bytes) {
      for (const byte of bytes) {
        freeAt = Math.max(freeAt, clock.now()) + byteMs;
        clock.setTimeout(() => wire.device.write(Uint8Array.of(byte)), freeAt - clock.now());
      }
    },
  };
}

describe.each([9_600, 115_200])('a line of %i bits per second', (baudRate) => {
  it('when a sale prints both receipts, then it is approved and nothing is discarded', async () => {
    const { clock, pass } = steppedClock();
    const wire = cable();
    const common = { clock, random: () => 0.5, framing: 'serial' } as const;
    const device = paced(wire, clock, baudRate);
    const simulator = createZvtTerminalSimulator({ ...common, wire: device, now: () => new Date(0) });
    const discarded: string[] = [];
    const terminal = createZvtTerminal({
      ...common,
      link: wire.host,
      password: '123456',
      onDiscarded: ({ why }) => discarded.push(why),
    });
    const run = async (condition: () => boolean) => {
      for (let step = 0; step < 20_000 && !condition(); step += 1) await pass(1);
      expect(condition()).toBe(true);
    };
    await run(() => terminal.status().device === 'online');
    let outcome: PayOutcome | undefined;
    void terminal
      .pay({ intentId: 'i', amount: 500, before: null }, NEVER_ABORTED, () => undefined)
      .then((value) => {
        outcome = value;
      });
    await run(() => simulator.display().stage === 'present-card');
    simulator.tap();
    await run(() => outcome !== undefined);
    expect(outcome).toMatchObject({ known: 'approved' });
    expect(discarded).toEqual([]);
    simulator.close();
    await terminal.close();
  });
});

describe('T1, T2 and repeats', () => {
  it('when bytes come every 199 ms, then they are a frame; a pause of 200 ms (T1) cuts it off', async () => {
    const rig = await scriptedTerminal();
    await runMicrotasks();
    const frame = encodeSerialFrame(fromHex('800000'));
    for (const byte of frame) {
      rig.wire.device.write(Uint8Array.of(byte));
      await rig.pass(199);
    }
    expect(rig.raw.at(-1)).toBe('ack');
    expect(rig.discarded).toEqual([]);
    rig.wire.device.write(frame.subarray(0, 3));
    await rig.pass(200);
    expect(rig.raw.at(-1)).toBe('nak');
    expect(rig.discarded).toEqual(['cut short']);
    await rig.terminal.close();
  });

  it('when a command that moves no money gets NAK, then it is repeated at most twice', async () => {
    const rig = await scriptedTerminal();
    rig.mute();
    await runMicrotasks();
    const sent = () => rig.commands.filter(({ kind }) => kind === 'registration').length;
    for (const expected of [2, 3, 3]) {
      rig.wire.device.write(NAK_BYTE);
      await runMicrotasks();
      expect(sent()).toBe(expected);
    }
    await rig.terminal.close();
  });

  it('when the acknowledgement of an answer is missing for T2, then the answer is repeated', async () => {
    const rig = await scriptedTerminal();
    await rig.register();
    rig.mute();
    await rig.say({ kind: 'intermediate-status', fields: { code: '0a' } });
    const answers = () => rig.raw.filter((unit) => unit === 'positive-ack').length;
    const before = answers();
    await rig.pass(4_999);
    expect(answers()).toBe(before);
    await rig.pass(1);
    expect(answers()).toBe(before + 1);
    await rig.terminal.close();
  });
});
