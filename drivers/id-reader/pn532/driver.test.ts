import { afterEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { airTimeMs } from '../../../simulators/id-reader/pn532/air.ts';
import { chipAnsweringWith, documentCard, TICKET } from '../../../simulators/id-reader/pn532/card.ts';
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

/** Reversed command and 90 00: every lost byte shows. */
const mirror = (command: Uint8Array) => Uint8Array.of(...[...command].reverse(), 0x90, 0x00);
const card = documentCard('card', chipAnsweringWith(mirror));

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

describe('a PN532 reader', () => {
  it('after power-on, the reader is woken, set up and online, then waits for a card without traffic', async () => {
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

  it('at every heartbeat the chip is asked, and continues to look for cards', async () => {
    const r = await rig().online();
    const before = r.traffic.out;
    await r.pass(10_000);
    expect(r.reader.status().device).toBe('online');
    expect(r.simulator.state().looking).toBe(true);
    // Five heartbeats: ACK, firmware, field off, list.
    expect(r.traffic.out - before).toBeLessThanOrEqual(5 * (6 + 9 + 11 + 11));
  });

  it('when a card is there at the start, then it is reported', async () => {
    const r = rig();
    r.simulator.insert(card);
    await settle();
    await r.pass(60);
    expect(r.told).toEqual(['online/notPresent', 'online/present', 'card.inserted']);
  });

  it('when a card comes and goes, then its arrival and its removal are reported once', async () => {
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

  it('when a card lacks ISO 14443-4, then it is refused once, until it is removed', async () => {
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

describe('a channel to a card', () => {
  it('an APDU and its answer are carried', async () => {
    const r = await rig().withCard();
    expect(await r.during(r.channel.transmit(SELECT, never))).toEqual({ ok: true, value: mirror(SELECT) });
  });

  it.each([260, 261, 262, 263, 524, 525, 2_000])('%i bytes are carried both ways', async (length) => {
    const r = await rig().withCard();
    const command = Uint8Array.from({ length }, (_, index) => index * 7);
    const answered = await r.during(r.channel.transmit(command, never));
    expect(answered.ok && toHex(answered.value)).toBe(toHex(mirror(command)));
  });

  it('when a card asks for more time over several heartbeats, then the channel waits', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        chipAnsweringWith(() => OK, 9_000),
      ),
    );
    expect(await r.during(r.channel.transmit(SELECT, never))).toEqual({ ok: true, value: OK });
    expect(r.told).toEqual([]);
  });

  it('when a card asks for more time for ever, then the error is RDR-203', async () => {
    const r = await rig().withCard(
      documentCard(
        'endless',
        chipAnsweringWith(() => OK, 1e6),
      ),
    );
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-203' } });
  });

  it('bytes on the wire and in the air are counted', async () => {
    const r = await rig().withCard();
    const { channel, counters } = r.counted();
    await r.during(channel.transmit(SELECT, never));
    // 12 bytes there, 14 back, with PCB and CRC: frame of 15, ACK, frame of 17.
    const uartBytes = 22 + 6 + 24;
    expect(counters()).toEqual({ apdus: 1, apduBytes: 26, uartBytes, airBytes: 32, airBlocks: 2 });
  });

  it('an exchange takes at most 5 % longer than line and air need', async () => {
    const r = await rig().withCard();
    const began = r.clock.now();
    const { channel, counters } = r.counted();
    for (let n = 0; n < 20; n += 1) await r.during(channel.transmit(new Uint8Array(223), never));
    const { uartBytes, airBytes, airBlocks } = counters();
    const limitMs = (uartBytes * 10_000) / 115_200 + airTimeMs({ bytes: airBytes, blocks: airBlocks });
    expect((r.clock.now() - began) / limitMs).toBeLessThan(1.05);
  });

  it('when the card is removed during an exchange, then the error is RDR-201', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        chipAnsweringWith(() => OK, 500),
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

  it.each([1, 2, 3])('when the card is removed at APDU %i, then the error is RDR-201', async (last) => {
    const r = await rig().withCard();
    r.simulator.removeAt(last);
    for (let n = 1; n < last; n += 1)
      expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: true });
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-201' } });
  });

  it('when another card took the place of the card, then a waiting APDU gets RDR-201', async () => {
    const r = await rig().withCard();
    r.simulator.remove();
    r.simulator.insert(documentCard('another', chipAnsweringWith(mirror)));
    const before = r.traffic.out;
    while (r.traffic.out === before) await r.pass(1);
    const answered = r.channel.transmit(SELECT, never);
    expect(await r.during(answered)).toMatchObject({ ok: false, error: { code: 'RDR-201' } });
  });

  it('when a card is pulled half out, then the error is RDR-202, and the next insertion brings a new channel', async () => {
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

  it('when the signal is aborted, then the error is RDR-204 and the card is reported again', async () => {
    const r = await rig().withCard(documentCard('slow', chipAnsweringWith(mirror, 2_000)));
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

  it('when a channel ends, then the card is reset once', async () => {
    let cuts = 0;
    const reset = () => {
      cuts += 1;
    };
    const r = await rig().withCard(documentCard('card', { ...chipAnsweringWith(mirror), reset }));
    const abort = new AbortController();
    abort.abort();
    await r.during(r.channel.transmit(SELECT, abort.signal));
    await r.pass(100);
    expect(cuts).toBe(1);
  });
});

describe('faults of the line', () => {
  it.each(['command-lost', 'ack-lost', 'answer-damaged', 'noise', 'syntax-error', 'answer-lost', 'reset'] as const)(
    'when %s happens during setup, then the reader comes online',
    async (fault) => {
      const r = rig();
      r.simulator.faults.next(fault);
      await settle();
      await r.pass(8_000);
      r.simulator.faults.assertSpent();
      expect(r.reader.status()).toEqual({ device: 'online', media: 'notPresent' });
    },
  );

  it.each(['answer-damaged', 'noise', 'ack-lost'] as const)(
    'when %s happens, then the APDU is not sent twice',
    async (fault) => {
      const seen: string[] = [];
      const r = await rig().withCard(
        documentCard(
          'card',
          chipAnsweringWith((command) => {
            seen.push(toHex(command));
            return mirror(command);
          }),
        ),
      );
      r.simulator.faults.next(fault);
      expect(await r.during(r.channel.transmit(SELECT, never))).toEqual({ ok: true, value: mirror(SELECT) });
      r.simulator.faults.assertSpent();
      expect(seen).toEqual([toHex(SELECT)]);
    },
  );

  it.each(['command-lost', 'answer-lost', 'syntax-error', 'reset', 'too-hot'] as const)(
    'when %s happens, then the error is RDR-203 and the card is reported again',
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

  it('when an error in the air happens, then the error is RDR-202', async () => {
    const r = await rig().withCard();
    r.simulator.faults.next('air-error');
    expect(await r.during(r.channel.transmit(SELECT, never))).toMatchObject({ ok: false, error: { code: 'RDR-202' } });
  });
});

describe('a storm of faults', () => {
  it('when 300 exchanges have random faults, then answers are right or errors, and no APDU is sent twice', async () => {
    const seen: string[] = [];
    const remembering = documentCard(
      'card',
      chipAnsweringWith((command) => {
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
  it('when the cable is pulled, then the channel and the exchange end, and the reader returns with the cable', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        chipAnsweringWith(() => OK, 500),
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

  it('when the reader is opened again while the chip looks for cards, then it is online', async () => {
    const r = await rig().online();
    await r.reader.close();
    expect(r.simulator.state()).toMatchObject({ power: 'normal', looking: true });
    const again = createPn532Reader({ clock: r.clock, link: r.wire.host, random: () => 0.5, onDiscarded: () => {} });
    open.push(again);
    await settle();
    await r.pass(60);
    expect(again.status().device).toBe('online');
  });

  it('when the chip loses power for a moment, then the reader goes offline and online again', async () => {
    const r = await rig().online();
    r.simulator.powerCycle();
    await r.pass(10_000);
    expect(r.told).toEqual(['offline/unknown', 'online/notPresent']);
  });

  it('when another device answers, then the reader is offline', async () => {
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

  it('when the reader is closed during an exchange, then the error is RDR-203 and no event follows', async () => {
    const r = await rig().withCard(
      documentCard(
        'slow',
        chipAnsweringWith(() => OK, 5_000),
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
