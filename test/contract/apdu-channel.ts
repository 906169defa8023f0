import { afterEach, describe, expect, it } from 'vitest';
import { toHex } from '../../drivers/bytes.ts';
import { decodeResponse, encodeCommand } from '../../drivers/id-reader/apdu/apdu.ts';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { apduChannelAlone } from './alone.ts';

/** A channel with the chip of `aze-card-woman` at its other end, on the reader and never asked anything. */
export interface ChannelBench {
  readonly channel: ApduChannel;
  /** The hand takes the card. */
  remove(): void;
  /** The chip will say nothing to the next command. */
  silence(): void;
  /** Lets time pass, as simulated or real as the bench's, until it settled. */
  settle<T>(promise: Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const SELECT_APPLICATION = encodeCommand({
  cla: 0x00,
  ins: 0xa4,
  p1: 0x04,
  p2: 0x0c,
  data: Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01),
});
const SELECT_CARD_ACCESS = encodeCommand({
  cla: 0x00,
  ins: 0xa4,
  p1: 0x02,
  p2: 0x0c,
  data: Uint8Array.of(0x01, 0x1c),
});
const READ_ALL = encodeCommand({ cla: 0x00, ins: 0xb0, p1: 0x00, p2: 0x00, le: 256 });
const never = new AbortController().signal;

/** What every way to a chip promises, whatever carries the bytes. */
export function apduChannelContract(name: string, makeBench: () => Promise<ChannelBench>): void {
  apduChannelAlone(name, async () => {
    const { channel, settle, close } = await makeBench();
    return { device: channel, settle, close };
  });

  describe(`an APDU channel: ${name}`, () => {
    let bench: ChannelBench | undefined;
    afterEach(async () => {
      await bench?.close();
      bench = undefined;
    });

    async function start() {
      bench = await makeBench();
      const { channel, settle } = bench;
      const ask = (command: Uint8Array, signal = never) => settle(channel.transmit(command, signal));
      return { bench, channel, ask };
    }

    const statusOf = (answer: Awaited<ReturnType<ApduChannel['transmit']>>) => {
      if (!answer.ok) return undefined;
      const response = decodeResponse(answer.value);
      return response.ok ? response.value.status : undefined;
    };

    it('carries a short command at least, and its answer', async () => {
      const { channel, ask } = await start();
      expect(channel.maxCommandBytes).toBeGreaterThanOrEqual(261);
      expect(channel.maxResponseBytes).toBeGreaterThanOrEqual(258);
      expect(statusOf(await ask(SELECT_APPLICATION))).toBe(0x9000);
    });

    it('carries data of an answer as it is', async () => {
      const { ask } = await start();
      expect(statusOf(await ask(SELECT_CARD_ACCESS))).toBe(0x9000);
      const answer = await ask(READ_ALL);
      // EF.CardAccess: a SET with one PACEInfo.
      expect(answer.ok && toHex(answer.value)).toBe('31143012060a04007f0007020204020202010202010d9000');
    });

    it('calls a refusal of the chip an answer', async () => {
      const { ask } = await start();
      expect(statusOf(await ask(READ_ALL))).toBe(0x6986);
      expect(statusOf(await ask(Uint8Array.of(0x00, 0xca, 0x00, 0x00, 0x00)))).toBe(0x6d00);
    });

    it('says when the card is gone, once, and then goes on saying so', async () => {
      const { bench, channel, ask } = await start();
      let gone = 0;
      const told = new Promise<void>((resolve) => {
        channel.onGone(() => {
          gone += 1;
          resolve();
        });
      });
      await ask(SELECT_APPLICATION);
      bench.remove();
      for (let time = 0; time < 2; time += 1) {
        expect(await ask(SELECT_APPLICATION)).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
      }
      await bench.settle(told);
      expect(gone).toBe(1);
    });

    it('ends a command that the card goes away from', async () => {
      const { bench, channel } = await start();
      bench.silence();
      const waiting = channel.transmit(SELECT_APPLICATION, never);
      bench.remove();
      expect(await bench.settle(waiting)).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
    });

    it('gives up on a card that says nothing', async () => {
      const { bench, ask } = await start();
      bench.silence();
      const answer = await ask(SELECT_APPLICATION);
      expect(answer.ok).toBe(false);
      // Some readers cannot tell a silent card from one that left.
      expect(!answer.ok && ['silent', 'removed', 'reader-failed']).toContain(!answer.ok && answer.error.kind);
    });

    it('ends at once when it is told to', async () => {
      const { bench, channel, ask } = await start();
      const before = new AbortController();
      before.abort();
      expect(await ask(SELECT_APPLICATION, before.signal)).toMatchObject({ error: { kind: 'aborted' } });
      bench.silence();
      const during = new AbortController();
      const waiting = channel.transmit(SELECT_APPLICATION, during.signal);
      during.abort();
      expect(await bench.settle(waiting)).toMatchObject({ error: { kind: 'aborted' } });
    });
  });
}
