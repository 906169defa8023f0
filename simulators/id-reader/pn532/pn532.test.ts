import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { concat, fromHex, toHex } from '../../../drivers/bytes.ts';
import { encodeFrame, FROM_HOST } from '../../../drivers/id-reader/pn532/framer.ts';
import { cable } from '../../../drivers/link/pair.ts';
import { seededRandom } from '../../random.ts';
import { chipAnsweringWith, documentCard, TICKET } from './card.ts';
import { createPn532Simulator } from './pn532.ts';

const ACK = '0000ff00ff00';
const WAKE_UP = fromHex('5555000000');
const SAM = fromHex('1401');
const LIST = fromHex('4a0100');

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function rig({ awake = true, seed = 1 } = {}) {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createPn532Simulator({ wire: wire.device, clock, random: seededRandom(seed) });
  const link = wire.host();
  let heard: Uint8Array = new Uint8Array();
  let heardAtMs = 0;
  link.onBytes((bytes) => {
    heard = concat(heard, bytes);
    heardAtMs = clock.now();
  });
  await link.open();
  async function say(bytes: Uint8Array, ms = 50): Promise<string> {
    heard = new Uint8Array();
    await link.write(bytes);
    await settle();
    for (let tenths = 0; tenths < ms * 10; tenths += 1) {
      clock.increment(0.1);
      await settle();
    }
    return toHex(heard);
  }
  const ask = (packet: Uint8Array, ms?: number) => say(encodeFrame(FROM_HOST, packet), ms);
  if (awake) {
    await say(WAKE_UP, 5);
    await ask(SAM);
  }
  return { clock, simulator, say, ask, heardAtMs: () => heardAtMs };
}

describe('PN532 on its line', () => {
  it('when the chip is woken, then it needs SAMConfiguration before other commands', async () => {
    const r = await rig({ awake: false });
    expect(await r.ask(fromHex('02'))).toBe('');
    expect(await r.ask(fromHex('02'))).toBe('');
    expect(r.simulator.state().power).toBe('low-battery');
    expect(await r.ask(SAM)).toBe(`${ACK}0000ff02fed5151600`);
    expect(await r.ask(fromHex('02'))).toBe(`${ACK}0000ff06fad50332010607e800`);
  });

  it('when the wake-up is fourteen zeros, then the chip hears a command in the same write', async () => {
    const r = await rig({ awake: false });
    const preamble = concat(fromHex('5555'), new Uint8Array(14));
    expect(await r.say(concat(preamble, encodeFrame(FROM_HOST, SAM)))).toBe(`${ACK}0000ff02fed5151600`);
    expect(r.simulator.state().power).toBe('normal');
  });

  it('when bytes come before the oscillator of the chip is up, then they are lost', async () => {
    const r = await rig({ awake: false });
    expect(await r.say(concat(fromHex('55'), encodeFrame(FROM_HOST, SAM)))).toBe('');
    expect(r.simulator.state().power).toBe('low-battery');
  });

  it('when the chip is put to sleep, then it keeps its state and wakes only from the allowed sources', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    await r.ask(LIST);
    expect(await r.ask(fromHex('1610'))).toBe(`${ACK}0000ff03fdd517001400`);
    expect(r.simulator.state().power).toBe('asleep');
    expect(await r.say(concat(WAKE_UP, new Uint8Array(11), encodeFrame(FROM_HOST, fromHex('02'))))).toContain(
      'd503320106',
    );
    expect(await r.ask(fromHex('0006'))).toContain('d50127');
    await r.ask(fromHex('1620'));
    expect(await r.say(concat(WAKE_UP, new Uint8Array(11), encodeFrame(FROM_HOST, fromHex('02'))))).toBe('');
    expect(r.simulator.state().power).toBe('asleep');
  });

  it('when registers and radio settings are written, then all of the manual are accepted and kept until a power cut', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('08630280630380'))).toBe(`${ACK}0000ff02fed5092200`);
    expect(await r.ask(fromHex('06630263036304'))).toContain('d507808000');
    for (const item of [
      '02000b0a',
      '0400',
      `0a${'59'.repeat(11)}`,
      `0b${'69'.repeat(8)}`,
      '0cff0485',
      `0d${'85'.repeat(9)}`,
    ])
      expect(await r.ask(fromHex(`32${item}`)), item).toContain('d533');
    for (const item of ['0200', '0a59', '0300'])
      expect(await r.ask(fromHex(`32${item}`)), item).toBe(`${ACK}0000ff01ff7f8100`);
    r.simulator.powerCycle();
    await r.say(WAKE_UP, 5);
    await r.ask(SAM);
    expect(await r.ask(fromHex('066302'))).toContain('d50700');
  });

  it('when a card was used, then the general status has its last error and its target', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('04'))).toContain('d50500000000');
    r.simulator.insert(TICKET);
    await r.ask(LIST);
    expect(await r.ask(fromHex('400100'), 100)).toContain('d54101');
    expect(await r.ask(fromHex('04'))).toContain('d505010001' + '01000000' + '00');
  });

  it('when automatic RATS is off, then the card is not asked for an ATS', async () => {
    const r = await rig();
    r.simulator.insert(
      documentCard(
        'card',
        chipAnsweringWith(() => fromHex('9000')),
      ),
    );
    expect(await r.ask(fromHex('1204'))).toContain('d513');
    expect(await r.ask(LIST)).toContain('d54b01' + '01000420' + '0408');
    expect(await r.ask(fromHex('400100a40000'), 200)).toContain('d54101');
  });

  it('when other modulations are searched, then no card is found within the allowed tries', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    await r.ask(fromHex('3205ff0102'));
    expect(await r.ask(fromHex('4a010300'), 100)).toContain('d54b00');
    expect(await r.ask(fromHex('4a0101'), 100)).toContain('d54b00');
    expect(await r.ask(LIST)).toContain('d54b01');
  });

  it('when a document gets power, then it has a new random UID, and only then', async () => {
    const seen = async (seed: number): Promise<string[]> => {
      const r = await rig({ seed });
      const uids: string[] = [];
      const look = async () => uids.push(/d54b01010004200408(.{6})/.exec(await r.ask(LIST))?.[1] ?? 'none');
      const card = documentCard(
        'card',
        chipAnsweringWith(() => fromHex('9000')),
      );
      r.simulator.insert(card);
      await look();
      await r.ask(fromHex('4401'));
      expect(await r.ask(fromHex('5401'))).toContain('d55500');
      await r.ask(fromHex('320100'));
      await look();
      r.simulator.remove();
      r.simulator.insert(card);
      await look();
      r.simulator.powerCycle();
      await r.say(WAKE_UP, 5);
      await r.ask(SAM);
      await look();
      return uids;
    };
    const uids = await seen(1);
    expect(new Set(uids).size).toBe(4);
    expect(uids).not.toContain('none');
    expect(await seen(1)).toEqual(uids);
    expect(await seen(2)).not.toEqual(uids);
  });

  it('when a UID is given, then only the card with this UID is found', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    await r.ask(fromHex('3205ff0101'));
    expect(await r.ask(fromHex('4a010014e0992d'))).toContain('d54b00');
    expect(await r.ask(fromHex('4a010014e0992c'))).toContain('d54b010100040804' + '14e0992c');
    r.simulator.insert({ ...TICKET, uid: fromHex('04010203040506') });
    expect(await r.ask(fromHex('4a010004010203'))).toContain('d54b00');
    expect(await r.ask(fromHex('4a01008804010203040506'))).toContain('d54b0101000408' + '0704010203040506');
    r.simulator.insert({ ...TICKET, uid: fromHex('04010203040506070809') });
    expect(await r.ask(fromHex('4a010088040102'))).toContain('d54b01');
    r.simulator.insert({ ...TICKET, uid: fromHex('04010203040506070809') });
    expect(await r.ask(fromHex('4a01008804010288030405' + '06070809'))).toContain('d54b01');
  });

  it('when the number of targets or the modulation is invalid, then the search is refused', async () => {
    const r = await rig();
    await r.ask(fromHex('3205ff0101'));
    const refused = `${ACK}0000ff01ff7f8100`;
    for (const packet of ['4a0000', '4a0300', '4aff00', '4a0105', '4a01ff', '4a0204'])
      expect(await r.ask(fromHex(packet)), packet).toBe(refused);
    for (const packet of ['4a0200', '4a0101', '4a0102', '4a010300', '4a0104'])
      expect(await r.ask(fromHex(packet), 100), packet).toContain('d54b00');
  });

  it('when the chip polls automatically, then it reports the kind of card, or gives up in time', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    expect(await r.ask(fromHex('6001012010'))).toContain('d56101' + '1009' + '010004080414e0992c');
    r.simulator.remove();
    expect(await r.ask(fromHex('60010120'), 140)).toBe(ACK);
    expect(await r.say(new Uint8Array(), 20)).toContain('d56100');
    expect(await r.ask(fromHex('60ff0100'), 1_000)).toBe(ACK);
    r.simulator.insert(TICKET);
    expect(await r.say(new Uint8Array())).toContain('d561011009');
    expect(await r.ask(fromHex('60010120'), 200)).toContain('d56100');
  });

  it('when a card was deselected, then it can be selected again', async () => {
    const r = await rig();
    let resets = 0;
    const reset = () => {
      resets += 1;
    };
    r.simulator.insert(documentCard('card', { ...chipAnsweringWith(() => fromHex('9000')), reset }));
    await r.ask(LIST);
    expect(await r.ask(fromHex('4401'))).toContain('d54500');
    expect(resets).toBe(1);
    expect(await r.ask(fromHex('0006'), 100)).toContain('d50101');
    expect(await r.ask(fromHex('400100a40000'))).toContain('d541009000');
    await r.ask(fromHex('4400'));
    expect(await r.ask(fromHex('5401'))).toContain('d55500');
    expect(await r.ask(fromHex('0006'))).toContain('d50100');
    expect(await r.ask(fromHex('4402'))).toContain('d54527');
  });

  it('when blocks are sent with InCommunicateThru, then the card answers them', async () => {
    const r = await rig();
    r.simulator.insert(
      documentCard(
        'card',
        chipAnsweringWith((command) => concat(command, fromHex('9000'))),
      ),
    );
    expect(await r.ask(fromHex('4226'), 100)).toContain('d54301');
    await r.ask(LIST);
    expect(await r.ask(fromHex('420200a4'))).toContain('d543000200a49000');
    expect(await r.ask(fromHex('42b3'))).toContain('d54300a3');
    expect(await r.ask(fromHex('42ff'), 100)).toContain('d54301');
  });

  it('when a command in pieces is longer than any APDU, then it is refused and the next one works', async () => {
    const r = await rig();
    r.simulator.insert(
      documentCard(
        'card',
        chipAnsweringWith(() => fromHex('9000')),
      ),
    );
    await r.ask(LIST);
    const piece = concat(fromHex('4041'), new Uint8Array(262));
    for (let bytes = 262; bytes <= 65_544; bytes += 262) expect(await r.ask(piece, 30)).toContain('d54100');
    expect(await r.ask(piece, 30)).toContain('d54107');
    expect(await r.ask(fromHex('400100a40000'))).toContain('d541009000');
  });

  it('when a command is unknown, then it is answered with an error frame', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('8c'))).toBe(`${ACK}0000ff01ff7f8100`);
    expect(await r.ask(fromHex('4a'))).toBe(`${ACK}0000ff01ff7f8100`);
  });

  it('when a NACK comes, then the last answer is repeated', async () => {
    const r = await rig();
    await r.ask(fromHex('02'));
    expect(await r.say(fromHex('0000ffff0000'))).toBe('0000ff06fad50332010607e800');
  });

  it('when the communication test comes, then it is echoed', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('0000a5'))).toBe(`${ACK}0000ff04fcd50100a58500`);
  });

  it('when the chip searches without end, then an ACK stops the search and a card ends it', async () => {
    const r = await rig();
    expect(await r.ask(LIST, 500)).toBe(ACK);
    expect(r.simulator.state().looking).toBe(true);
    expect(await r.say(fromHex(ACK))).toBe('');
    expect(r.simulator.state().looking).toBe(false);
    await r.ask(LIST);
    r.simulator.insert(TICKET);
    expect(await r.say(new Uint8Array())).toBe('0000ff0cf4d54b010100040804' + '14e0992c' + '1500');
  });

  it('when the tries of a search are limited, then the search ends after them', async () => {
    const r = await rig();
    await r.ask(fromHex('3205ff0101'));
    expect(await r.ask(LIST)).toBe(`${ACK}0000ff03fdd54b00e000`);
  });

  it('when the chip searches for a peer-to-peer partner, then it reports a timeout after the allowed tries', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    await r.ask(fromHex('3205000102'));
    expect(await r.ask(fromHex('56000100'), 90)).toBe(ACK);
    expect(await r.say(new Uint8Array(), 30)).toBe('0000ff03fdd55701d300');
    expect(await r.ask(fromHex('5600'))).toBe(`${ACK}0000ff01ff7f8100`);
  });

  it('when a card is still activated, then it is not found again', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    expect(await r.ask(LIST)).not.toBe(ACK);
    expect(await r.ask(LIST)).toBe(ACK);
    await r.ask(fromHex('320100'));
    expect(await r.ask(LIST)).not.toBe(ACK);
  });

  it('when a command names a missing card, then it is answered with an error', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('400100a40000'))).toContain('d54127');
    expect(await r.ask(fromHex('0006'))).toContain('d50127');
    expect(await r.ask(fromHex('5401'))).toContain('d55527');
    expect(await r.ask(fromHex('5200'))).toContain('d55300');
  });

  it('when bytes go over the line, then a byte takes 87 µs at 115,200 baud', async () => {
    const r = await rig();
    r.simulator.insert(
      documentCard(
        'card',
        chipAnsweringWith(() => new Uint8Array(200)),
      ),
    );
    await r.ask(LIST);
    const before = r.clock.now();
    await r.ask(fromHex('400100'), 100);
    // 10 bytes there, 6 + 210 back; in the air 200 and four chained blocks.
    expect(r.heardAtMs() - before).toBeGreaterThan((10 + 6 + 210) * 0.0868 + 200 * 0.085);
    expect(r.heardAtMs() - before).toBeLessThan(45);
  });

  it('when the host acknowledges a new rate, then the rate changes until a power cut', async () => {
    const r = await rig();
    await r.ask(fromHex('1007'));
    await r.say(fromHex(ACK));
    const before = r.clock.now();
    await r.ask(concat(fromHex('0000'), new Uint8Array(240)), 100);
    expect(r.heardAtMs() - before).toBeLessThan(8);
    r.simulator.powerCycle();
    expect(r.simulator.state().power).toBe('asleep');
    await r.say(WAKE_UP, 5);
    await r.ask(SAM);
    const again = r.clock.now();
    await r.ask(concat(fromHex('0000'), new Uint8Array(240)), 100);
    expect(r.heardAtMs() - again).toBeGreaterThan(40);
  });

  it('when the power is cut, then the card stays and loses its power', async () => {
    let resets = 0;
    const reset = () => {
      resets += 1;
    };
    const r = await rig();
    r.simulator.insert(documentCard('card', { ...chipAnsweringWith(() => fromHex('9000')), reset }));
    await r.ask(LIST);
    r.simulator.powerCycle();
    expect(resets).toBe(1);
    expect(r.simulator.state()).toMatchObject({ card: 'card', place: 'in-field', power: 'asleep' });
  });
});
