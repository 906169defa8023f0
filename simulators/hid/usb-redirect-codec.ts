import { concat } from '../../drivers/bytes.ts';

/**
 * [USB Network Redirection Protocol, version 0.7]: type, length and id, little-endian, then the body. This side has the device
 * (`usb-host`).
 */
export const USB_PACKET_TYPES = {
  hello: 0,
  deviceConnect: 1,
  deviceDisconnect: 2,
  interfaceInfo: 4,
  epInfo: 5,
  setConfiguration: 6,
  getConfiguration: 7,
  configurationStatus: 8,
  setAltSetting: 9,
  getAltSetting: 10,
  altSettingStatus: 11,
  startInterruptReceiving: 15,
  stopInterruptReceiving: 16,
  interruptReceivingStatus: 17,
  control: 100,
  interrupt: 103,
} as const;

/** Capability bits [§ usb_redir_hello]. */
export const CAPABILITY = { connectDeviceVersion: 1, epInfoMaxPacketSize: 4, ids64: 5, bulkLength32: 6 } as const;

export const TRANSFER_STATUS = { success: 0, stall: 4 } as const;

export interface UsbPacket {
  readonly type: number;
  readonly id: number;
  readonly body: Uint8Array;
}

/** Longest body: control transfers have at most 64 KiB. */
const BODY_MAX = 70_000;

/** Four until both sides have announced eight. */
export type IdBytes = 4 | 8;

export function encodePacket({ type, id, body }: UsbPacket, idBytes: IdBytes): Uint8Array {
  const head = new DataView(new ArrayBuffer(8 + idBytes));
  head.setUint32(0, type, true);
  head.setUint32(4, body.length, true);
  head.setUint32(8, id, true);
  return concat(new Uint8Array(head.buffer), body);
}

/** Reads the stream in any pieces; `idBytes` may change between two packets. Throws if a length is impossible. */
export function createPacketReader(idBytes: () => IdBytes) {
  let rest: Uint8Array = new Uint8Array(0);
  return function* read(chunk: Uint8Array): Generator<UsbPacket> {
    rest = concat(rest, chunk);
    for (;;) {
      const headBytes = 8 + idBytes();
      if (rest.length < headBytes) return;
      const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength);
      const length = view.getUint32(4, true);
      if (length > BODY_MAX) throw new Error(`a packet of ${length} bytes: this is no usbredir`);
      if (rest.length < headBytes + length) return;
      const packet = { type: view.getUint32(0, true), id: view.getUint32(8, true) };
      const body = rest.slice(headBytes, headBytes + length);
      rest = rest.subarray(headBytes + length);
      yield { ...packet, body };
    }
  };
}

const VERSION_BYTES = 64;

/** Name and capabilities of this side; the capabilities fit one word. */
export function encodeHello(name: string, capabilities: readonly number[]): Uint8Array {
  const body = new Uint8Array(VERSION_BYTES + 4);
  body.set(new TextEncoder().encode(name).subarray(0, VERSION_BYTES - 1));
  const word = capabilities.reduce((bits, capability) => bits | (1 << capability), 0);
  new DataView(body.buffer).setUint32(VERSION_BYTES, word, true);
  return body;
}

/** Whether the other side has a capability. */
export const hasCapability = (hello: Uint8Array, capability: number): boolean =>
  hello.length >= VERSION_BYTES + 4 &&
  ((new DataView(hello.buffer, hello.byteOffset).getUint32(VERSION_BYTES, true) >> capability) & 1) === 1;

/** [§ usb_redir_control_packet]: setup packet of USB 2.0 §9.3, with room for its status. */
export interface ControlTransfer {
  readonly endpoint: number;
  readonly request: number;
  readonly requestType: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
  readonly data: Uint8Array;
}

export function decodeControl(body: Uint8Array): ControlTransfer {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return {
    endpoint: view.getUint8(0),
    request: view.getUint8(1),
    requestType: view.getUint8(2),
    value: view.getUint16(4, true),
    index: view.getUint16(6, true),
    length: view.getUint16(8, true),
    data: body.slice(10),
  };
}

export function encodeControl({ data, ...its }: ControlTransfer, status: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(10));
  view.setUint8(0, its.endpoint);
  view.setUint8(1, its.request);
  view.setUint8(2, its.requestType);
  view.setUint8(3, status);
  view.setUint16(4, its.value, true);
  view.setUint16(6, its.index, true);
  view.setUint16(8, its.length, true);
  return concat(new Uint8Array(view.buffer), data);
}

export const encodeInterrupt = (endpoint: number, data: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(endpoint, TRANSFER_STATUS.success, data.length & 0xff, data.length >> 8), data);

/** Endpoints of one interface; all others do not exist [§ usb_redir_ep_info]. */
export function encodeEndpoints(
  endpoints: readonly {
    readonly address: number;
    readonly type: number;
    readonly interval: number;
    readonly packetBytes: number;
  }[],
): Uint8Array {
  const view = new DataView(new ArrayBuffer(32 * 5));
  for (let nth = 0; nth < 32; nth += 1) view.setUint8(nth, NO_ENDPOINT);
  for (const { address, type, interval, packetBytes } of endpoints) {
    // Index: out endpoints, then in endpoints.
    const nth = (address & 0x80 ? 16 : 0) + (address & 0x0f);
    view.setUint8(nth, type);
    view.setUint8(32 + nth, interval);
    view.setUint16(96 + 2 * nth, packetBytes, true);
  }
  return new Uint8Array(view.buffer);
}

const NO_ENDPOINT = 255;

/** One interface [§ usb_redir_interface_info]. */
export function encodeInterface(classes: readonly [number, number, number]): Uint8Array {
  const body = new Uint8Array(4 + 4 * 32);
  body[0] = 1;
  for (const [nth, value] of classes.entries()) body[4 + 32 * (nth + 1)] = value;
  return body;
}

/** A full-speed device with its class in its interface [§ usb_redir_device_connect]. */
export function encodeConnect(vendorId: number, productId: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(10));
  view.setUint8(0, FULL_SPEED);
  view.setUint16(4, vendorId, true);
  view.setUint16(6, productId, true);
  view.setUint16(8, DEVICE_RELEASE, true);
  return new Uint8Array(view.buffer);
}

const FULL_SPEED = 1;
const DEVICE_RELEASE = 0x0100;
