import { afterEach, expect, it } from 'vitest';
import type { ApduChannel } from '../../drivers/id-reader/apdu/channel.ts';
import { createPn532Reader } from '../../drivers/id-reader/pn532/driver.ts';
import { cable } from '../../drivers/link/pair.ts';
import { turnClock } from '../../test/support/fake-io.ts';
import { simulatedNfcReader } from './chip-reader.ts';
import type { SimulatedDevice } from './device.ts';
import { runVerb } from './verbs.ts';

const SELECT = Uint8Array.of(0x00, 0xa4, 0x04, 0x0c, 0x07, 0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);

const clock = turnClock(1);
let close = async () => {};
afterEach(() => close());

async function rig() {
  const wire = cable();
  const device: SimulatedDevice = await simulatedNfcReader({
    wire: wire.device,
    clock,
    framing: 'serial',
    seed: 1,
  });
  const reader = createPn532Reader({ clock, link: wire.host, random: () => 0.5, onDiscarded: () => {} });
  close = async () => {
    await reader.close();
    device.close();
  };
  return { device, reader };
}

it('when a document is put on the reader, then its chip answers', async () => {
  const { device, reader } = await rig();
  const came = new Promise<ApduChannel>((resolve) => {
    reader.onCard((event) => {
      if (event.type === 'card.inserted') resolve(event.channel);
    });
  });
  expect(await runVerb('put aze-card-woman', device.verbs)).toEqual({ kind: 'done' });
  const channel = await came;
  const answered = await channel.transmit(SELECT, new AbortController().signal);
  expect(answered).toEqual({ ok: true, value: Uint8Array.of(0x90, 0x00) });
  expect(device.state()).toMatchObject({ power: 'normal', card: 'aze-card-woman', place: 'in-field', apdus: 1 });
  expect(device.stateWords()).toContain('aze-card-woman on the reader');
  await runVerb('half out', device.verbs);
  expect(device.stateWords()).toContain('half out');
  await runVerb('remove', device.verbs);
  expect(device.stateWords()).toContain('no card');
});

it('when the document is unknown, then the error lists the known ones', async () => {
  const { device } = await rig();
  expect(await runVerb('put library-card', device.verbs)).toMatchObject({ why: expect.stringContaining('ticket') });
  expect(await runVerb('remove at 0', device.verbs)).toMatchObject({ why: 'at which APDU? 1 is the first' });
  expect(await runVerb('remove at 3', device.verbs)).toEqual({ kind: 'done' });
  expect(await runVerb('fault rust', device.verbs)).toMatchObject({ why: expect.stringContaining('air-error') });
  await runVerb('fault noise', device.verbs);
  expect(device.armed()).toEqual(['noise']);
});
