import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { concat } from '../../drivers/bytes.ts';
import { BOOT_KEYBOARD_DESCRIPTOR } from '../../drivers/keypad/hid-keys/codec.ts';
import { RedirectedHid } from './usb-redirect.ts';
import {
  CAPABILITY,
  type ControlTransfer,
  createPacketReader,
  decodeControl,
  encodeControl,
  encodeHello,
  encodePacket,
  type IdBytes,
  USB_PACKET_TYPES,
  type UsbPacket,
} from './usb-redirect-codec.ts';

describe('packets', () => {
  const packets = fc.array(
    fc.record({ type: fc.nat(103), id: fc.nat(2 ** 31), body: fc.uint8Array({ maxLength: 200 }) }),
    { maxLength: 6 },
  );

  it('when the stream is cut anywhere, then the packets are read unchanged', () => {
    fc.assert(
      fc.property(packets, fc.constantFrom<IdBytes>(4, 8), fc.integer({ min: 1, max: 50 }), (sent, ids, step) => {
        const bytes = concat(...sent.map((packet) => encodePacket(packet, ids)));
        const read = createPacketReader(() => ids);
        const heard: UsbPacket[] = [];
        for (let at = 0; at < bytes.length; at += step) heard.push(...read(bytes.slice(at, at + step)));
        expect(heard).toEqual(sent);
      }),
    );
  });

  it('when a length is impossible, then the reader throws', () => {
    const read = createPacketReader(() => 4);
    expect(() => [...read(new Uint8Array(12).fill(0xff))]).toThrow('this is no usbredir');
  });

  it('GET_DESCRIPTOR of the device [USB 2.0 §9.4.3] is encoded as a control transfer with its status', () => {
    const control = {
      endpoint: 0x80,
      request: 6,
      requestType: 0x80,
      value: 0x100,
      index: 0,
      length: 18,
      data: Uint8Array.of(1, 2),
    };
    const bytes = encodeControl(control, 0);
    expect([...bytes]).toEqual([0x80, 6, 0x80, 0, 0x00, 0x01, 0, 0, 18, 0, 1, 2]);
    expect(decodeControl(bytes)).toEqual(control);
  });
});

class Host {
  readonly heard: UsbPacket[] = [];
  readonly server: Server;
  socket: Socket | undefined;
  constructor(path: string) {
    this.server = createServer((socket) => {
      this.socket = socket;
      let ids: IdBytes = 4;
      const read = createPacketReader(() => ids);
      socket.on('data', (chunk: Uint8Array) => {
        for (const packet of read(chunk)) {
          this.heard.push(packet);
          ids = 8;
        }
      });
      socket.write(
        encodePacket({ type: USB_PACKET_TYPES.hello, id: 0, body: encodeHello('qemu', Object.values(CAPABILITY)) }, 4),
      );
    }).listen(path);
  }
  tell(type: number, body: Uint8Array, id: number): void {
    this.socket?.write(encodePacket({ type, id, body }, 8));
  }
  ask(control: Omit<ControlTransfer, 'index' | 'endpoint' | 'data'> & { data?: Uint8Array }, id: number): void {
    this.tell(
      USB_PACKET_TYPES.control,
      encodeControl({ index: 0, endpoint: 0x80, data: new Uint8Array(0), ...control }, 0),
      id,
    );
  }
  answer = (id: number) => this.heard.find((packet) => packet.id === id);
}

describe('a device in a virtual machine', () => {
  let folder = '';
  let host: Host;
  let hid: RedirectedHid;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'usb-redirect-'));
    host = new Host(join(folder, 'usb'));
    hid = new RedirectedHid({ path: join(folder, 'usb') });
  });
  afterEach(async () => {
    await hid.close();
    host.server.close();
    rmSync(folder, { recursive: true });
  });
  const plugged = async () => {
    hid.present({
      vendorId: 0x0c2e,
      productId: 0x0b8f,
      product: 'Scanner',
      serialNumber: 'S1',
      descriptor: BOOT_KEYBOARD_DESCRIPTOR,
    });
    await expect.poll(() => host.heard.map(({ type }) => type)).toEqual([0, 4, 5, 1]);
  };

  it('when the device is plugged in, then it announces itself and answers for its descriptors', async () => {
    await plugged();
    expect([...(host.heard.at(-1)?.body ?? [])].slice(4, 8)).toEqual([0x2e, 0x0c, 0x8f, 0x0b]);
    host.ask({ request: 6, requestType: 0x81, value: 0x2200, length: 500 }, 7);
    await expect.poll(() => host.answer(7)?.body.slice(10)).toEqual(BOOT_KEYBOARD_DESCRIPTOR);
    host.ask({ request: 6, requestType: 0x80, value: 0x0303, length: 255 }, 8);
    await expect.poll(() => [...(host.answer(8)?.body.slice(10) ?? [])]).toEqual([6, 3, 0x53, 0, 0x31, 0]);
    host.ask({ request: 6, requestType: 0x80, value: 0x0600, length: 10 }, 9);
    await expect.poll(() => host.answer(9)?.body[3]).toBe(4);
  });

  it('when the machine listens, then reports are sent; reports that the machine sets reach the device', async () => {
    await plugged();
    const reports: number[][] = [];
    hid.onBytes((report) => reports.push([...report]));
    hid.serve((id, body) => id === 4 && body[0] === 1);
    hid.write(Uint8Array.of(9));
    host.tell(USB_PACKET_TYPES.startInterruptReceiving, Uint8Array.of(0x81), 1);
    await expect.poll(() => host.answer(1)?.type).toBe(USB_PACKET_TYPES.interruptReceivingStatus);
    hid.write(Uint8Array.of(1, 2, 3));
    await expect
      .poll(() => [...(host.heard.find(({ type }) => type === USB_PACKET_TYPES.interrupt)?.body ?? [])])
      .toEqual([0x81, 0, 3, 0, 1, 2, 3]);
    host.ask({ request: 9, requestType: 0x21, value: 0x0200, length: 1, data: Uint8Array.of(5) }, 2);
    host.ask({ request: 9, requestType: 0x21, value: 0x0304, length: 2, data: Uint8Array.of(4, 1) }, 3);
    host.ask({ request: 9, requestType: 0x21, value: 0x0304, length: 2, data: Uint8Array.of(4, 0) }, 4);
    await expect.poll(() => [2, 3, 4].map((id) => host.answer(id)?.body[3])).toEqual([0, 0, 4]);
    expect(reports).toEqual([[5]]);
  });

  it('when the cable is out and in again, then the device disconnects and connects again', async () => {
    await plugged();
    const connected: boolean[] = [];
    hid.onConnected((is) => connected.push(is));
    host.tell(USB_PACKET_TYPES.setConfiguration, Uint8Array.of(1), 1);
    await expect.poll(() => connected).toEqual([true]);
    await hid.unplug();
    expect(connected).toEqual([true, false]);
    await hid.plug();
    await expect.poll(() => host.heard.filter(({ type }) => type === USB_PACKET_TYPES.hello).length).toBe(2);
  });
});
