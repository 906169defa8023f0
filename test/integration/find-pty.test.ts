import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pause, realClock } from '../../drivers/clock.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { findDevices } from '../../provisioning/find/found.ts';
import { PORT_PROBES } from '../../provisioning/find/probes.ts';
import { openPty, type PtyWire } from '../../simulators/wire-pty.ts';
import { CABINET_DEVICES, type CabinetDevice, type CabinetDeviceKind } from '../support/cabinet-devices.ts';
import { missingFilePath } from '../support/fake-io.ts';
import { makeSerialPlaces, type SerialPlaces } from '../support/serial-places.ts';

/* Real time. A pty has no speed, so every question comes at the right one. Needs socat. */

let places: SerialPlaces;
beforeAll(() => {
  places = makeSerialPlaces();
});
afterAll(() => places.remove());

async function until(what: string, condition: () => boolean): Promise<void> {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`it never came to this: ${what}`);
    },
    { timeout: 30_000, interval: 10 },
  );
}

interface Plugged {
  readonly kind: CabinetDeviceKind;
  readonly device: CabinetDevice;
  readonly wire: PtyWire;
  close(): Promise<void>;
}

async function plugIn(kind: CabinetDeviceKind, name: string): Promise<Plugged> {
  const wire = await openPty(join(places.dev, name));
  const host = serialLink({ path: wire.path, baudRate: 115_200 });
  const device = await kind.plugIn({ wire, host, clock: realClock, until });
  return {
    kind,
    device,
    wire,
    async close() {
      device.close();
      await wire.close();
    },
  };
}

const ANSWER_MS = 150;

let ptys = 0;

describe.concurrent.each(CABINET_DEVICES)('$name on a pty', (kind) => {
  it("when all questions are asked, then the device's state is unchanged, and its driver works", async () => {
    const plugged = await plugIn(kind, `ttyS${ptys++}`);
    const before = plugged.device.state();
    for (const { questions, takeBack } of PORT_PROBES) {
      const link = serialLink({ path: plugged.wire.path, baudRate: 115_200, stopBits: 2 })();
      expect(await link.open()).toEqual({ ok: true, value: undefined });
      for (const bytes of [...questions, ...(takeBack ? [takeBack] : [])]) {
        await link.write(bytes);
        await pause(realClock, ANSWER_MS);
      }
      await link.close();
      expect(plugged.device.state()).toEqual(before);
    }
    await plugged.device.serves();
    await plugged.close();
  });
});

it('when a whole cabinet is searched at once, then every device is found and its driver works', async () => {
  const cabinet = await Promise.all(
    CABINET_DEVICES.map(async (kind, at) => {
      const name = `ttyUSB${at}`;
      places.plug({
        name,
        socket: `1-1.${at + 1}`,
        ids: at % 2 === 0 ? '0403:6001' : '1a86:7523',
        ...(at % 2 === 0 && { serial: `A5028${at}` }),
      });
      return plugIn(kind, name);
    }),
  );
  const before = cabinet.map(({ device }) => device.state());
  const notes: string[] = [];
  const found = await findDevices(
    { probe: true, network: false, places, timings: { listen: 300 } },
    { clock: realClock, note: (line) => notes.push(line), commonNote: missingFilePath() },
  );
  const serial = found.filter(({ at }) => at.kind === 'serial');
  expect(serial.map(({ proposals: [first], trouble }) => [first?.role, first?.certainty, trouble?.code])).toEqual(
    CABINET_DEVICES.map(({ answersAs }) => [answersAs?.role ?? 'reader', answersAs ? 'answered' : 'likely', undefined]),
  );
  for (const [at, { proposals }] of serial.entries()) {
    const place =
      at % 2 === 0
        ? { usb: { vendorId: '0403', productId: '6001', serialNumber: `A5028${at}` } }
        : { socket: `1-1.${at + 1}` };
    expect(proposals[0]?.settings).toMatchObject({ link: { serial: place } });
  }
  expect(cabinet.map(({ device }) => device.state())).toEqual(before);
  expect(notes.filter((line) => line.includes('listens'))).toHaveLength(CABINET_DEVICES.length);
  await Promise.all(
    cabinet.map(async ({ device, close }) => {
      await device.serves();
      await close();
    }),
  );
});
