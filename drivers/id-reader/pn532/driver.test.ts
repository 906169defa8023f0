import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { airMs } from '../../../simulators/id-reader/pn532/air.ts';
import { documentCard, plainChip, TICKET } from '../../../simulators/id-reader/pn532/card.ts';
import { PN532_FAULTS } from '../../../simulators/id-reader/pn532/faults.ts';
import { createPn532Simulator } from '../../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../../simulators/random.ts';
import { countedChannel, countedLink } from '../../../test/support/counted-card.ts';
import { fromHex, toHex } from '../../bytes.ts';
import { cable } from '../../link/pair.ts';
import type { ApduChannel } from '../apdu/channel.ts';
import { createPn532Reader } from './driver.ts';

const SELECT = fromHex('00a4040c07a0000002471001');
const OK = fromHex('9000');
const never = new AbortController().signal;

/** Answers every command with itself backwards and 90 00, so that no byte can be lost unseen. */
const mirror = (command: Uint8Array) => Uint8Array.of(...[...command].reverse(), 0x90, 0x00);
const card = documentCard('card', plainChip(mirror));

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function rig() {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createPn532Simulator({ wire: wire.device, clock });
  const told: string[] = [];
  const discarded: string[] = [];
  const line = countedLink(wire.host);
  const channels: ApduChannel[] = [];
  const reader = createPn532Reader({
    clock,
    random: () => 0.5,
    onDiscarded: ({ why }) => discarded.push(why),
    link: line.link,
  });
  reader.onStatus(({ device, media }) => told.push(`${device}/${media}`));
  reader.onCard((event) => {
    told.push(event.type);
    if (event.type === 'card.inserted') channels.push(event.channel);
  });
  open.push(simulator, reader);
  const pass = async (ms: number, step = 1) => {
    for (let left = ms; left > 0; left -= step) {
      clock.increment(Math.min(step, left));
      await settle();
    }
  };
  async function during<T>(promise: Promise<T>, limitMs = 20_000): Promise<T> {
    let done = false;
    void promise.then(() => {
      done = true;
    });
    await settle();
    for (let ms = 0; !done && ms < limitMs; ms += 1) await pass(1);
    if (!done) throw new Error('it never ended');
    return promise;
  }
  return {
    clock,
    wire,
    simulator,
    reader,
    told,
    discarded,
    traffic: line.traffic,
    channels,
    pass,
    during,
    async online() {
      await settle();
      await pass(100);
      expect(reader.status()).toEqual({ device: 'online', media: 'notPresent' });
      told.length = 0;
      return this;
    },
    async withCard(which = card) {
      await this.online();
      simulator.insert(which);
      await pass(60);
      told.length = 0;
      const channel = channels.at(-1);
      if (!channel) throw new Error('no card came');
      return { ...this, channel, counted: () => countedChannel(channel, which, line.bytes) };
    },
  };
}

describe('a reader', () => {
  it('is woken, set up and online; then it looks for a card without a word', async () => {
    const r = rig();
    expect(r.simulator.state()).toMatchObject({ power: 'asleep' });
    await settle();
    await r.pass(100);
    expect(r.told).toEqual(['online/notPresent']);
    expect(r.simulator.state()).toMatchObject({ power: 'normal', looking: true });
    const before = { ...r.traffic };
    await r.pass(1_900);
    expect(r.traffic).toEqual(before);
  });

  it('is asked for a sign of life at every beat and looks on', async () => {
    const r = await rig().online();
    const before = r.traffic.out;
    await r.pass(10_000);
    expect(r.reader.status().device).toBe('online');
    expect(r.simulator.state().looking).toBe(true);
    // Five beats: ACK, firmware, field off, list.
    expect(r.traffic.out - before).toBeLessThanOrEqual(5 * (6 + 9 + 11 + 11));
  });

  it('reports a card that was there before it', async () => {
    const r = rig();
    r.simulator.insert(card);
    await settle();
    await r.pass(60);
    expect(r.told).toEqual(['online/notPresent', 'online/present', 'card.inserted']);
  });

  it('reports a card once, and that it is gone', async () => {
    const r = await rig().online();
    r.simulator.insert(card);
    await r.pass(5_000);
    expect(r.told).toEqual(['online/present', 'card.inserted']);
    let gone = 0;
    r.channels[0]?.onGone(() => {
      gone += 1;
    });
    r.simulator.remove();
    await r.pass(1_000);
    expect(r.told.slice(2)).toEqual(['online/notPresent', 'card.removed']);
    expect(gone).toBe(1);
    r.simulator.insert(card);
    await r.pass(60);
    expect(r.told.slice(4)).toEqual(['online/present', 'card.inserted']);
  });

  it('refuses a card without ISO 14443-4 once, until it is taken away', async () => {
    const r = await rig().online();
    r.simulator.insert(TICKET);
    await r.pass(5_000);
    expect(r.told).toEqual(['online/present', 'card.refused']);
    r.simulator.remove();
    await r.pass(2_000);
    expect(r.told.slice(2)).toEqual(['online/notPresent', 'card.removed']);
    r.simulator.insert(card);
    await r.pass(100);
    expect(r.told.at(-1)).toBe('card.inserted');
  });
});

describe('a channel', () => {
  it('carries APDUs there and back', async () => {
    const r = await rig().withCard();
    expect(await r.during(r.channel.transmit(SELECT, never))).toEqual({ ok: true, value: mirror(SELECT) });
  });

  it.each([260, 261, 262, 263, 524, 525, 2_000])('carries %i bytes both ways', async (length) => {
    const r = await rig().withCard();
    const command = Uint8Array.from({ length }, (_, index) => index * 7);
    const answered = await r.during(r.channel.transmit(command, never));
    expect(answered.ok && toHex(answered.value)).toBe(toHex(mirror(command)));
  });

  it('waits for a card that asks for more time, over several beats', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        plainChip(() => OK, 9_000),
      ),
    );
    expect(await r.during(r.channel.transmit(SELECT, never))).toEqual({ ok: true, value: OK });
    expect(r.told).toEqual([]);
  });

  it('does not wait for ever', async () => {
    const r = await rig().withCard(
      documentCard(
        'endless',
        plainChip(() => OK, 1e6),
      ),
    );
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-203' } });
  });

  it('counts bytes on the wire and in the air', async () => {
    const r = await rig().withCard();
    const { channel, counters } = r.counted();
    await r.during(channel.transmit(SELECT, never));
    // 12 bytes there and 14 back, one block each: PCB and CRC.
    // Frame of 12 + 3 bytes, ACK, frame of 14 + 3 bytes.
    const uartBytes = 22 + 6 + 24;
    expect(counters()).toEqual({ apdus: 1, apduBytes: 26, uartBytes, airBytes: 32, airBlocks: 2 });
  });

  it('takes no more time than the line, the air and the chip', async () => {
    const r = await rig().withCard();
    const began = r.clock.now();
    const { channel, counters } = r.counted();
    for (let n = 0; n < 20; n += 1) await r.during(channel.transmit(new Uint8Array(223), never));
    const { uartBytes, airBytes, airBlocks } = counters();
    const limitMs = (uartBytes * 10_000) / 115_200 + airMs({ bytes: airBytes, blocks: airBlocks });
    expect((r.clock.now() - began) / limitMs).toBeLessThan(1.05);
  });

  it('says that the card was removed while it was busy', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        plainChip(() => OK, 500),
      ),
    );
    const answer = r.channel.transmit(SELECT, never);
    await r.pass(100);
    r.simulator.remove();
    expect(await r.during(answer)).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
    await r.pass(20);
    expect(r.told).toEqual(['online/notPresent', 'card.removed']);
    expect(await r.channel.transmit(SELECT, never)).toEqual({ ok: false, error: { code: 'RDR-201', kind: 'removed' } });
  });

  it.each([1, 2, 3])('says that the card was removed at APDU %i', async (last) => {
    const r = await rig().withCard();
    r.simulator.removeAt(last);
    for (let n = 1; n < last; n += 1)
      expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: true });
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-201' } });
  });

  it('says that the card was exchanged, to an APDU that waits while the old one is asked for', async () => {
    const r = await rig().withCard();
    r.simulator.remove();
    r.simulator.insert(documentCard('another', plainChip(mirror)));
    const before = r.traffic.out;
    while (r.traffic.out === before) await r.pass(1);
    const answered = r.channel.transmit(SELECT, never);
    expect(await r.during(answered)).toMatchObject({ ok: false, error: { code: 'RDR-201' } });
  });

  it('says that a card half out is silent, and gives a new channel when it is back', async () => {
    const r = await rig().withCard();
    r.simulator.pullHalfOut();
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-202' } });
    await r.pass(100);
    expect(r.told).toEqual(['online/notPresent', 'card.removed']);
    r.simulator.insert(card);
    await r.pass(60);
    const next = r.channels.at(-1);
    expect(next).not.toBe(r.channel);
    expect(next && (await r.during(next.transmit(SELECT, never)))).toMatchObject({ ok: true });
  });

  it('ends with its signal, and the card comes again', async () => {
    const r = await rig().withCard(documentCard('slow', plainChip(mirror, 2_000)));
    const abort = new AbortController();
    const answer = r.channel.transmit(SELECT, abort.signal);
    await r.pass(300);
    abort.abort();
    expect(await answer).toEqual({ ok: false, error: { code: 'RDR-204', kind: 'aborted' } });
    await r.pass(200);
    expect(r.told).toEqual(['online/notPresent', 'card.removed', 'online/present', 'card.inserted']);
    const next = r.channels.at(-1);
    expect(next && (await r.during(next.transmit(SELECT, never)))).toEqual({ ok: true, value: mirror(SELECT) });
  });

  it('has its power cut between two cards', async () => {
    let cuts = 0;
    const reset = () => {
      cuts += 1;
    };
    const r = await rig().withCard(documentCard('card', { ...plainChip(mirror), reset }));
    const abort = new AbortController();
    abort.abort();
    await r.during(r.channel.transmit(SELECT, abort.signal));
    await r.pass(100);
    expect(cuts).toBe(1);
  });
});

describe('a line that errs', () => {
  it.each(['command-lost', 'ack-lost', 'answer-damaged', 'noise', 'syntax-error', 'answer-lost', 'reset'] as const)(
    'comes through %s while setting up',
    async (fault) => {
      const r = rig();
      r.simulator.faults.next(fault);
      await settle();
      await r.pass(8_000);
      r.simulator.faults.assertSpent();
      expect(r.reader.status()).toEqual({ device: 'online', media: 'notPresent' });
    },
  );

  it.each(['answer-damaged', 'noise', 'ack-lost'] as const)('does not send an APDU twice for %s', async (fault) => {
    const seen: string[] = [];
    const r = await rig().withCard(
      documentCard(
        'card',
        plainChip((command) => {
          seen.push(toHex(command));
          return mirror(command);
        }),
      ),
    );
    r.simulator.faults.next(fault);
    expect(await r.during(r.channel.transmit(SELECT, never))).toEqual({ ok: true, value: mirror(SELECT) });
    r.simulator.faults.assertSpent();
    expect(seen).toEqual([toHex(SELECT)]);
  });

  it.each(['command-lost', 'answer-lost', 'syntax-error', 'reset', 'too-hot'] as const)(
    'says that the reader failed for %s, and is back with the card',
    async (fault) => {
      const r = await rig().withCard();
      r.simulator.faults.next(fault);
      expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({
        ok: false,
        error: { code: 'RDR-203' },
      });
      r.simulator.faults.assertSpent();
      await r.pass(8_000);
      const next = r.channels.at(-1);
      expect(next).not.toBe(r.channel);
      expect(next && (await r.during(next.transmit(SELECT, never)))).toMatchObject({ ok: true });
    },
  );

  it('says that the card is silent for an error in the air', async () => {
    const r = await rig().withCard();
    r.simulator.faults.next('air-error');
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-202' } });
  });
});

describe('a storm of faults', () => {
  it('brings right answers or troubles, and no APDU twice', async () => {
    const seen: string[] = [];
    const remembering = documentCard(
      'card',
      plainChip((command) => {
        seen.push(toHex(command));
        return mirror(command);
      }),
    );
    const r = await rig().withCard(remembering);
    const random = seededRandom(41);
    let answered = 0;
    for (let n = 0; n < 300; n += 1) {
      const fault = PN532_FAULTS[Math.floor(random() * 2 * PN532_FAULTS.length)];
      if (fault) r.simulator.faults.next(fault);
      const channel = r.channels.at(-1);
      if (!channel) throw new Error('no channel');
      const command = Uint8Array.of(n >> 8, n & 0xff, ...new Uint8Array(Math.floor(random() * 400)));
      const answer = await r.during(channel.transmit(command, never));
      if (answer.ok) {
        answered += 1;
        expect(toHex(answer.value)).toBe(toHex(mirror(command)));
      } else {
        const before = r.channels.length;
        for (let ms = 0; r.channels.length === before && ms < 20_000; ms += 10) await r.pass(10);
      }
    }
    expect(answered).toBeGreaterThan(150);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('a cable', () => {
  it('that is pulled ends the channel and what is under way', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        plainChip(() => OK, 500),
      ),
    );
    const answer = r.channel.transmit(SELECT, never);
    await r.pass(100);
    r.wire.unplug();
    r.simulator.powerCycle();
    await settle();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'RDR-203' } });
    await r.pass(2_000);
    expect(r.reader.status()).toEqual({ device: 'noDevice', media: 'unknown' });
    expect(r.told.filter((what) => what === 'card.removed')).toHaveLength(1);
    r.wire.plug();
    await r.pass(3_000);
    expect(r.reader.status()).toEqual({ device: 'online', media: 'present' });
    const next = r.channels.at(-1);
    expect(next && (await r.during(next.transmit(SELECT, never)))).toMatchObject({ ok: true });
  });

  it('that is opened again finds a chip that is still looking', async () => {
    const r = await rig().online();
    await r.reader.close();
    expect(r.simulator.state()).toMatchObject({ power: 'normal', looking: true });
    const again = createPn532Reader({ clock: r.clock, link: r.wire.host, random: () => 0.5, onDiscarded: () => {} });
    open.push(again);
    await settle();
    await r.pass(60);
    expect(again.status().device).toBe('online');
  });

  it('to a chip that lost its power for a moment is opened again by itself', async () => {
    const r = await rig().online();
    r.simulator.powerCycle();
    await r.pass(10_000);
    expect(r.told).toEqual(['offline/unknown', 'online/notPresent']);
  });

  it('with something else behind it is offline', async () => {
    const clock = new SimulatedClock();
    const wire = cable();
    wire.device.onBytes(() => wire.device.write(fromHex('0000ff00ff00')));
    const reader = createPn532Reader({ clock, link: wire.host, random: () => 0.5, onDiscarded: () => {} });
    open.push(reader);
    for (let ms = 0; ms < 5_000; ms += 10) {
      clock.increment(10);
      await settle();
    }
    expect(reader.status()).toEqual({ device: 'offline', media: 'unknown' });
  });

  it('closes with an APDU in flight, and nothing comes after', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        plainChip(() => OK, 5_000),
      ),
    );
    const answer = r.channel.transmit(SELECT, never);
    await r.pass(50);
    await r.reader.close();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'RDR-203' } });
    const { length } = r.told;
    r.simulator.remove();
    await r.pass(3_000);
    expect(r.told).toHaveLength(length);
  });
});
