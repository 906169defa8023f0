import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fromHex } from '../../drivers/bytes.ts';
import { realClock } from '../../drivers/clock.ts';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { createChipSimulator } from '../../simulators/id-reader/emrtd/chip.ts';
import { chipAnsweringWith, documentCard } from '../../simulators/id-reader/pn532/card.ts';
import { createPn532Simulator } from '../../simulators/id-reader/pn532/pn532.ts';
import { seededRandom } from '../../simulators/random.ts';
import { openPty } from '../../simulators/wire-pty.ts';
import { apduChannelContract } from '../contract/apdu-channel.ts';

/* Real `serialport` binding and time. Needs socat. */

const SELECT = fromHex('00a4040c07a0000002471001');
const never = new AbortController().signal;

let folder = '';
let ptys = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-pn532-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function until(what: string, condition: () => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`it never came to this: ${what}`);
    },
    { timeout: 20_000, interval: 10 },
  );
}

async function makeRig() {
  const wire = await openPty(join(folder, `tty${ptys++}`));
  const simulator = createPn532Simulator({ wire, clock: realClock });
  const channels: ApduChannel[] = [];
  const reader = createPn532Reader({
    clock: realClock,
    link: serialLink({ path: wire.path, baudRate: 115_200 }),
    random: () => 0.5,
    onDiscarded: () => {},
  });
  reader.onCard((event) => {
    if (event.type === 'card.inserted') channels.push(event.channel);
  });
  return {
    wire,
    simulator,
    reader,
    channels,
    async channel(number: number): Promise<ApduChannel> {
      await until('a card', () => channels.length >= number);
      const channel = channels[number - 1];
      if (!channel) throw new Error('no channel');
      return channel;
    },
    async close() {
      await reader.close();
      simulator.close();
      await wire.close();
    },
  };
}

apduChannelContract('a PN532 over a pty and the serialport binding', async () => {
  const rig = await makeRig();
  const chip = createChipSimulator({ document: 'aze-card-woman', random: seededRandom(1) });
  rig.simulator.insert(documentCard('aze-card-woman', chip));
  return {
    channel: await rig.channel(1),
    remove: () => rig.simulator.remove(),
    silence: () => void chip.faults.next('silent'),
    settle: (promise) => promise,
    close: rig.close,
  };
});

describe('a PN532 on a pty', () => {
  it('when the serial port goes and comes back, then reader and card do, too', async () => {
    const rig = await makeRig();
    const mirror = (command: Uint8Array) => Uint8Array.of(...[...command].reverse(), 0x90, 0x00);
    rig.simulator.insert(documentCard('card', chipAnsweringWith(mirror)));
    const first = await rig.channel(1);
    const long = new Uint8Array(1_200).fill(0xff);
    expect(await first.transmit(long, never)).toEqual({ ok: true, value: mirror(long) });
    await rig.wire.unplug();
    rig.simulator.powerCycle();
    await until('away', () => rig.reader.status().device === 'noDevice');
    expect(await first.transmit(SELECT, never)).toMatchObject({ ok: false });
    await rig.wire.plug();
    const second = await rig.channel(2);
    expect(await second.transmit(SELECT, never)).toEqual({ ok: true, value: mirror(SELECT) });
    await rig.close();
  });
});
