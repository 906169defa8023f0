import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { missingFilePath } from '../../test/support/fake-io.ts';
import { makeSerialPlaces, type SerialPlaces } from '../../test/support/serial-places.ts';
import { findDevices } from './found.ts';
import { listSerialPortsHere } from './serial-ports.ts';

let places: SerialPlaces;
beforeEach(() => {
  places = makeSerialPlaces();
});
afterEach(() => places.remove());

const listed = () => listSerialPortsHere(places);
const placesOf = async () => (await listed()).map(({ place }) => place);

describe('listSerialPortsHere', () => {
  it('when a port has a serial number, then it is named by it', async () => {
    places.plug({ name: 'ttyUSB0', socket: '1-1.4', ids: '0403:6001', serial: 'A50285BI', product: 'FT232R USB UART' });
    expect(await listed()).toEqual([
      {
        device: join(places.dev, 'ttyUSB0'),
        name: join(places.dev, 'serial/by-id/usb-0403_6001_A50285BI-if00-port0'),
        place: { usb: { vendorId: '0403', productId: '6001', serialNumber: 'A50285BI' } },
        usb: {
          vendorId: '0403',
          productId: '6001',
          serialNumber: 'A50285BI',
          socket: '1-1.4',
          words: 'FT232R USB UART (0403:6001)',
        },
        isConsole: false,
      },
    ]);
  });

  it('when a port has no serial number, then its place is its ids if unique, otherwise its socket, with the name of by-path', async () => {
    places.plug({ name: 'ttyUSB0', socket: '1-1.2', ids: '1a86:7523' });
    expect(await placesOf()).toEqual([{ usb: { vendorId: '1a86', productId: '7523' } }]);
    places.plug({ name: 'ttyUSB1', socket: '1-1.3', ids: '1a86:7523' });
    expect(await placesOf()).toEqual([{ socket: '1-1.2' }, { socket: '1-1.3' }]);
    expect((await listed()).map(({ name }) => name)).toEqual([
      join(places.dev, 'serial/by-path/pci-0000:00:14.0-usb-0:1.2:1.0-port0'),
      join(places.dev, 'serial/by-path/pci-0000:00:14.0-usb-0:1.3:1.0-port0'),
    ]);
  });

  it.each(['0001', '', '0123456789ABCDEF'])(
    'when many devices share the serial number (%s), then it counts as none',
    async (serial) => {
      places.plug({ name: 'ttyUSB0', socket: '1-1.2', ids: '10c4:ea60', serial });
      expect(await placesOf()).toEqual([{ usb: { vendorId: '10c4', productId: 'ea60' } }]);
      places.plug({ name: 'ttyUSB1', socket: '1-1.3', ids: '10c4:ea60', serial: 'B7' });
      expect(await placesOf()).toEqual([
        { socket: '1-1.2' },
        { usb: { vendorId: '10c4', productId: 'ea60', serialNumber: 'B7' } },
      ]);
    },
  );

  it('when two ports have the same serial number, then each is named by its socket', async () => {
    for (const at of [1, 2]) places.plug({ name: `ttyUSB${at}`, socket: `1-1.${at}`, ids: '0403:6001', serial: 'AB0' });
    expect(await placesOf()).toEqual([{ socket: '1-1.1' }, { socket: '1-1.2' }]);
  });

  it('when an adapter has several ports, then each is named by its interface', async () => {
    for (const port of [0, 1])
      places.plug({ name: `ttyUSB${port}`, socket: '1-2', ids: '0403:6010', serial: 'FT1', port });
    expect(await placesOf()).toEqual([{ socket: '1-2:1.0' }, { socket: '1-2:1.1' }]);
  });

  it('when a port of the board has a UART, then it is listed, and a console is marked', async () => {
    places.board('ttyS0', 4);
    places.board('ttyS1', 0);
    places.board('ttyAMA0', 32);
    places.console('tty0', 'ttyS0');
    expect(await listed()).toMatchObject([
      { place: { path: join(places.dev, 'ttyAMA0') }, isConsole: false },
      { place: { path: join(places.dev, 'ttyS0') }, isConsole: true },
    ]);
  });
});

describe('findDevices without a probe', () => {
  const look = async () => {
    const notes: string[] = [];
    const io = {
      clock: new SimulatedClock(),
      note: (line: string) => void notes.push(line),
      commonNote: missingFilePath(),
    };
    return findDevices({ probe: false, network: false, places }, io);
  };

  it('when USB ids identify a device, then it is proposed; ids of an adapter propose nothing', async () => {
    places.plug({ name: 'ttyACM0', socket: '1-1', ids: '0b00:0055', serial: 'SN123' });
    places.plug({ name: 'ttyUSB0', socket: '1-2', ids: '067b:2303' });
    const found = (await look()).filter(({ at }) => at.kind === 'serial');
    expect(found.map(({ proposals }) => proposals)).toEqual([
      [
        {
          role: 'terminal',
          settings: {
            driver: 'zvt',
            framing: 'serial',
            link: {
              serial: { usb: { vendorId: '0b00', productId: '0055', serialNumber: 'SN123' }, baudRate: 115_200 },
            },
          },
          certainty: 'described',
          evidence: 'its USB ids belong to: Ingenico terminal',
        },
      ],
      [],
    ]);
  });

  it('when there are GPIO chips, then they are listed by label', async () => {
    places.gpio('pinctrl-rp1', 571);
    expect((await look()).filter(({ at }) => at.kind === 'gpio')).toMatchObject([
      { at: { chip: 'pinctrl-rp1' }, proposals: [{ role: 'lines' }] },
    ]);
  });

  it('when probing is allowed, then a modem and the console are still not probed', async () => {
    places.plug({ name: 'ttyUSB0', socket: '1-2', ids: '2c7c:0125' });
    places.board('ttyS0', 4);
    places.console('ttyS0');
    const notes: string[] = [];
    const io = {
      clock: new SimulatedClock(),
      note: (line: string) => void notes.push(line),
      commonNote: missingFilePath(),
    };
    const found = await findDevices({ probe: true, network: false, places }, io);
    expect(notes.filter((line) => line.includes('ttyUSB0') || line.includes('ttyS0'))).toEqual([]);
    expect(found.filter(({ at }) => at.kind === 'serial')).toMatchObject([
      { proposals: [] },
      { proposals: [], trouble: { code: 'FND-105' } },
    ]);
    expect(found[0]).not.toHaveProperty('trouble');
  });
});
