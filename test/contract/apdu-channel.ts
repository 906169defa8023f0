import { afterEach, describe, expect, it } from 'vitest';
import { toHex } from '../../drivers/bytes.ts';
import { decodeResponse, encodeCommand } from '../../drivers/id-reader/apdu/apdu.ts';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { apduChannelContractAlone } from './alone.ts';

/** A channel to the chip of `aze-card-woman`, which has received no command yet. */
export interface ChannelBench {
  readonly channel: ApduChannel;
  remove(): void;
  silence(): void;
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

export function apduChannelContract(name: string, makeBench: () => Promise<ChannelBench>): void {
  apduChannelContractAlone(name, async () => {
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

    it('when a short command is sent, then its length fits, and the answer has status 9000', async () => {
      const { channel, ask } = await start();
      expect(channel.maxCommandBytes).toBeGreaterThanOrEqual(261);
      expect(channel.maxResponseBytes).toBeGreaterThanOrEqual(258);
      expect(statusOf(await ask(SELECT_APPLICATION))).toBe(0x9000);
    });

    it('when the answer has data, then the channel returns the bytes unchanged', async () => {
      const { ask } = await start();
      expect(statusOf(await ask(SELECT_CARD_ACCESS))).toBe(0x9000);
      const answer = await ask(READ_ALL);
      // EF.CardAccess: a SET with one PACEInfo.
      expect(answer.ok && toHex(answer.value)).toBe('31143012060a04007f0007020204020202010202010d9000');
    });

    it('when the chip refuses a command, then the channel returns its status as an answer', async () => {
      const { ask } = await start();
      expect(statusOf(await ask(READ_ALL))).toBe(0x6986);
      expect(statusOf(await ask(Uint8Array.of(0x00, 0xca, 0x00, 0x00, 0x00)))).toBe(0x6d00);
    });

    it('when the card is removed, then the removal is reported once, and every command fails with RDR-201', async () => {
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

    it('when the card is removed during a command, then the command fails with RDR-201', async () => {
      const { bench, channel } = await start();
      bench.silence();
      const waiting = channel.transmit(SELECT_APPLICATION, never);
      bench.remove();
      expect(await bench.settle(waiting)).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
    });

    it('when the card does not answer, then the command fails', async () => {
      const { bench, ask } = await start();
      bench.silence();
      const answer = await ask(SELECT_APPLICATION);
      expect(answer.ok).toBe(false);
      expect(!answer.ok && ['silent', 'removed', 'reader-failed']).toContain(!answer.ok && answer.error.kind);
    });

    it('when the signal aborts before or during a command, then the command ends as aborted', async () => {
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
