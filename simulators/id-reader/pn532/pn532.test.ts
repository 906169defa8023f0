import { describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { concat, fromHex, toHex } from '../../../drivers/bytes.ts';
import { encodeFrame, FROM_HOST } from '../../../drivers/id-reader/pn532/framer.ts';
import { cable } from '../../../drivers/link/pair.ts';
import { documentCard, plainChip, TICKET } from './card.ts';
import { createPn532Simulator } from './pn532.ts';

const ACK = '0000ff00ff00';
const WAKE_UP = fromHex('5555000000');
const SAM = fromHex('1401');
const LIST = fromHex('4a0100');

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

async function rig({ awake = true } = {}) {
  const clock = new SimulatedClock();
  const wire = cable();
  const simulator = createPn532Simulator({ wire: wire.device, clock });
  const link = wire.host();
  let heard: Uint8Array = new Uint8Array();
  let heardAtMs = 0;
  link.onBytes((bytes) => {
    heard = concat(heard, bytes);
    heardAtMs = clock.now();
  });
  await link.open();
  /** Says it and gives what came within `ms`. */
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

describe('a PN532 on its line', () => {
  it('sleeps until it is woken, and then wants SAMConfiguration first', async () => {
    const r = await rig({ awake: false });
    expect(await r.ask(fromHex('02'))).toBe('');
    expect(await r.ask(fromHex('02'))).toBe('');
    expect(r.simulator.state().power).toBe('low-battery');
    expect(await r.ask(SAM)).toBe(`${ACK}0000ff02fed5151600`);
    expect(await r.ask(fromHex('02'))).toBe(`${ACK}0000ff06fad50332010607e800`);
  });

  it('answers what it does not know with an error frame', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('8c'))).toBe(`${ACK}0000ff01ff7f8100`);
    expect(await r.ask(fromHex('4a'))).toBe(`${ACK}0000ff01ff7f8100`);
  });

  it('repeats its answer for a NACK', async () => {
    const r = await rig();
    await r.ask(fromHex('02'));
    expect(await r.say(fromHex('0000ffff0000'))).toBe('0000ff06fad50332010607e800');
  });

  it('echoes the communication test', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('0000a5'))).toBe(`${ACK}0000ff04fcd50100a58500`);
  });

  it('looks without end, stops for an ACK, and reports a card that comes', async () => {
    const r = await rig();
    expect(await r.ask(LIST, 500)).toBe(ACK);
    expect(r.simulator.state().looking).toBe(true);
    expect(await r.say(fromHex(ACK))).toBe('');
    expect(r.simulator.state().looking).toBe(false);
    await r.ask(LIST);
    r.simulator.insert(TICKET);
    expect(await r.say(new Uint8Array())).toBe('0000ff0cf4d54b010100040804' + '14e0992c' + '1500');
  });

  it('looks as often as it was told', async () => {
    const r = await rig();
    await r.ask(fromHex('3205ff0101'));
    expect(await r.ask(LIST)).toBe(`${ACK}0000ff03fdd54b00e000`);
  });

  it('does not find a card again that is still activated', async () => {
    const r = await rig();
    r.simulator.insert(TICKET);
    expect(await r.ask(LIST)).not.toBe(ACK);
    expect(await r.ask(LIST)).toBe(ACK);
    await r.ask(fromHex('320100'));
    expect(await r.ask(LIST)).not.toBe(ACK);
  });

  it('has an error for a card it does not have', async () => {
    const r = await rig();
    expect(await r.ask(fromHex('400100a40000'))).toContain('d54127');
    expect(await r.ask(fromHex('0006'))).toContain('d50127');
    expect(await r.ask(fromHex('5401'))).toContain('d55527');
    expect(await r.ask(fromHex('5200'))).toContain('d55300');
  });

  it('takes its time on the line: a byte of 115,200 baud is 87 µs', async () => {
    const r = await rig();
    r.simulator.insert(
      documentCard(
        'card',
        plainChip(() => new Uint8Array(200)),
      ),
    );
    await r.ask(LIST);
    const before = r.clock.now();
    await r.ask(fromHex('400100'), 100);
    // 10 bytes there, 6 + 210 back, 200 bytes and four chained blocks in the air.
    expect(r.heardAtMs() - before).toBeGreaterThan((10 + 6 + 210) * 0.0868 + 200 * 0.085);
    expect(r.heardAtMs() - before).toBeLessThan(45);
  });

  it('changes its rate after the host acknowledged, and a power cut brings it back', async () => {
    const r = await rig();
    await r.ask(fromHex('1007'));
    await r.say(fromHex(ACK));
    const before = r.clock.now();
    await r.ask(concat(fromHex('0000'), new Uint8Array(240)), 100);
    expect(r.heardAtMs() - before).toBeLessThan(8);
    r.simulator.powerCycle();
    expect(r.simulator.state().power).toBe('asleep');
  });

  it('keeps the card over a power cut, and cuts the power of the card', async () => {
    let resets = 0;
    const reset = () => {
      resets += 1;
    };
    const r = await rig();
    r.simulator.insert(documentCard('card', { ...plainChip(() => fromHex('9000')), reset }));
    await r.ask(LIST);
    r.simulator.powerCycle();
    expect(resets).toBe(1);
    expect(r.simulator.state()).toMatchObject({ card: 'card', place: 'in-field', power: 'asleep' });
  });
});
