import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../../device/files/package-root.ts';
import { realClock } from '../../../drivers/clock.ts';
import { requirePrinterModel } from '../../../drivers/receipt-printer/paper/profile.ts';
import { ok } from '../../../drivers/result.ts';
import { createPn532Simulator } from '../../../simulators/id-reader/pn532/pn532.ts';
import { createPrinterSimulator } from '../../../simulators/receipt-printer/printer.ts';
import { openPty, type PtyWire } from '../../../simulators/wire-pty.ts';
import { fakeIo } from '../../../test/support/fake-io.ts';
import { makeSerialPlaces, type SerialPlaces } from '../../../test/support/serial-places.ts';
import { readProfile } from '../../command/load-profile.ts';
import { createProvisionTarget } from '../plan/target.ts';
import { findKioskDevices } from './devices-here.ts';
import type { PortLease } from './port-lease.ts';
import type { ProvisionSource } from './source.ts';

let places: SerialPlaces;
let wire: PtyWire;
beforeEach(async () => {
  places = makeSerialPlaces();
  places.plug({ name: 'ttyUSB0', socket: '1-1', ids: '0403:6001', serial: 'A10PRINT' });
  wire = await openPty(join(places.dev, 'ttyUSB0'));
});
afterEach(async () => {
  await wire.close();
  places.remove();
});

const timings = { listen: 20, settle: 5, answer: 100, quiet: 20 };
const TCP = { link: { tcp: { host: '192.0.2.8', port: 20_007 } } };

const PORTS: PortLease = {
  take: async () => ok('taken'),
  giveBack: async () => undefined,
  signal: new AbortController().signal,
};

async function ordered(devices: object) {
  const printer = createPrinterSimulator({ wire, clock: realClock, model: requirePrinterModel('epson-tm-t20') });
  const io = fakeIo();
  const source = { given: { devices }, taken: {} } as ProvisionSource;
  const looking = {
    target: createProvisionTarget(),
    source,
    before: null,
    anew: false,
    technician: null,
    ports: PORTS,
  };
  const chosen = await findKioskDevices({ ...looking, machine: { places, timings } }, io);
  printer.close();
  return { said: chosen.ok ? 'taken' : `${chosen.error.code} ${chosen.error.found}`, notes: io.notes };
}

const port = (name: string, baudRate = 9600) => ({ link: { serial: { path: join(places.dev, name), baudRate } } });
const BY_ID = 'serial/by-id/usb-0403_6001_A10PRINT-if00-port0';

describe('complete order', () => {
  const terminal = { driver: 'zvt', framing: 'tcp', ...TCP };

  it('when the reader is named at the port of the printer, then it is refused with what answered there', async () => {
    const printer = { driver: 'escpos', model: 'epson-tm-t20', ...TCP };
    expect((await ordered({ reader: { driver: 'mrz', ...port(BY_ID) }, terminal, printer })).said).toMatch(
      /^FND-107 .*A10PRINT.*the receipt printer is there .* named for the document reader$/,
    );
  });

  it('when two names lead to one adapter, then it is refused with both devices', async () => {
    const printer = { driver: 'escpos', model: 'epson-tm-t20', ...port(BY_ID) };
    const chip = { driver: 'pn532', trust: '/etc/asan-kiosk/trust', ...port('ttyUSB9') };
    places.plug({ name: 'ttyUSB1', socket: '1-2', ids: '0403:6001', serial: 'A10READ' });
    symlinkSync('/dev/null', join(places.dev, 'ttyUSB1'));
    symlinkSync('/dev/null', join(places.dev, 'ttyUSB9'));
    const reader = { driver: 'mrz', link: { serial: { socket: '1-2', baudRate: 9600 } }, chip };
    expect((await ordered({ reader, terminal, printer })).said).toMatch(
      /^PRV-123 the document reader and the chip reader are both named at \/dev\/null$/,
    );
  });

  it('when the printer answers at its named port, at any speed, then it is accepted', async () => {
    const printer = { driver: 'escpos', model: 'epson-tm-t20', ...port(BY_ID, 115_200) };
    const { said, notes } = await ordered({ reader: { driver: 'mrz', ...port('ttyUSB7') }, terminal, printer });
    expect(said).toBe('taken');
    expect(notes).toContainEqual(expect.stringContaining('the document reader is used as named, and was not checked'));
  });
});

describe('new search with another adapter for the printer', () => {
  const usb = (serialNumber: string, baudRate = 9600) => ({
    link: { serial: { usb: { vendorId: '0403', productId: '6001', serialNumber }, baudRate } },
  });
  const READER = { driver: 'mrz', dialect: { name: 'desko' }, ...usb('A10READ') };
  const TERMINAL = { driver: 'zvt', framing: 'tcp', currency: 944, ...TCP };
  const written = {
    reader: READER,
    terminal: TERMINAL,
    printer: { driver: 'escpos', model: 'custom-vkp80iii', rollM: 80, ...usb('A10GONE') },
  };

  async function searched(devices: object) {
    const simulated = readProfile(packageFile('provisioning/profiles/simulated.yaml'));
    if (!simulated.ok) throw new Error(simulated.error.found);
    const file = join(places.dev, 'profile.json');
    writeFileSync(file, JSON.stringify({ devices }));
    const printer = createPrinterSimulator({ wire, clock: realClock, model: requirePrinterModel('epson-tm-t20') });
    const io = fakeIo();
    const looking = {
      target: { ...createProvisionTarget(), file: () => file },
      source: { given: { devices: {} }, taken: null } as unknown as ProvisionSource,
      before: { ...simulated.value, ledger: { ...simulated.value.ledger, file: join(places.dev, 'ledger.db') } },
    };
    const chosen = await findKioskDevices(
      { ...looking, anew: true, technician: null, ports: PORTS, machine: { places, timings } },
      io,
    );
    printer.close();
    return { chosen: chosen.ok ? chosen.value : chosen.error, notes: io.notes.join('\n') };
  }

  it('when the reader is where it was, then it keeps its port, and the new printer has the model of the old one', async () => {
    places.plug({ name: 'ttyUSB1', socket: '1-3', ids: '0403:6001', serial: 'A10READ' });
    const silent = await openPty(join(places.dev, 'ttyUSB1'));
    const { chosen, notes } = await searched(written);
    await silent.close();
    expect(chosen).toEqual({
      devices: { reader: READER, terminal: TERMINAL, printer: { ...written.printer, ...usb('A10PRINT') } },
    });
    expect(notes).toContain('the receipt printer was not found at its place in the profile');
  });

  it('when the chip reader is named by a link that is gone, then the profile gets the port where it answers', async () => {
    places.plug({ name: 'ttyUSB1', socket: '1-3', ids: '0403:6001', serial: 'A10CHIP' });
    const pn532 = await openPty(join(places.dev, 'ttyUSB1'));
    createPn532Simulator({ wire: pn532, clock: realClock, random: () => 0.5 });
    const chip = { driver: 'pn532', trust: '/etc/asan-kiosk/trust', ...port('kiosk/chip', 115_200) };
    const { chosen, notes } = await searched({ ...written, reader: { ...READER, ...TCP, chip } });
    await pn532.close();
    expect(chosen).toMatchObject({
      devices: { reader: { ...READER, ...TCP, chip: { ...chip, ...usb('A10CHIP', 115_200) } } },
    });
    expect(notes).not.toContain('document reader is not where');
  });

  it('when the validator is unplugged too, then a note says that the profile loses it', async () => {
    const { chosen, notes } = await searched({
      ...written,
      reader: { ...READER, ...TCP },
      billValidator: { driver: 'ccnet', ...usb('A10BILL') },
    });
    expect(Object.keys((chosen as { devices: object }).devices)).toEqual(['reader', 'terminal', 'printer']);
    expect(notes).toContain('the bill validator was not found and is removed from the profile');
  });
});
