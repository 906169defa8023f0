import { createConnection, type Socket } from 'node:net';
import { concat } from '../../drivers/bytes.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { HidPresentation, HidWire, TakeFeature } from '../../drivers/hid/wire.ts';
import {
  CAPABILITY,
  type ControlTransfer,
  createPacketReader,
  decodeControl,
  encodeConnect,
  encodeControl,
  encodeEndpoints,
  encodeHello,
  encodeInterface,
  encodeInterrupt,
  encodePacket,
  hasCapability,
  type IdBytes,
  TRANSFER_STATUS,
  USB_PACKET_TYPES,
  type UsbPacket,
} from './usb-redirect-codec.ts';

/** QEMU's `-device usb-redir` waits there for a device. */
export type RedirectAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** [USB 2.0 §9.4; HID 1.11 §7.2] */
const REQUEST = { getStatus: 0x00, getDescriptor: 0x06, setReport: 0x09 } as const;
const DESCRIPTOR = { device: 1, configuration: 2, string: 3, hid: 0x21, report: 0x22 } as const;
const REPORT_TYPE = { output: 2, feature: 3 } as const;
const TO_HOST = 0x80;
const ENDPOINT_IN = 0x81;
const INTERRUPT = 3;
const PACKET_BYTES = 64;
/** Milliseconds between polls of a full-speed host. */
const INTERVAL = 8;
const HID_CLASS = 3;

/** For a virtual machine with the kernel's own drivers. Closing `usb-redir` pulls the cable. */
export class RedirectedHid implements HidWire {
  /** Empty: the machine's kernel has the device. */
  readonly env: Readonly<Record<string, string>> = {};
  readonly #address: RedirectAddress;
  readonly #reports = emitter<Uint8Array>();
  readonly #connection = emitter<boolean>();
  readonly onBytes = this.#reports.on;
  #socket: Socket | null = null;
  #presented: HidPresentation | undefined;
  #takeFeature: TakeFeature = () => false;
  #idBytes: IdBytes = 4;
  #configuration = 0;
  #receiving = false;
  #last: Promise<void> = Promise.resolve();

  constructor(address: RedirectAddress) {
    this.#address = address;
  }

  readonly present = (as: HidPresentation): void => {
    this.#presented = as;
    void this.unplug();
    void this.plug();
  };

  /** Without a listener, a report is lost as on a real bus. */
  readonly write = (report: Uint8Array): void => {
    if (this.#receiving) this.#send(USB_PACKET_TYPES.interrupt, encodeInterrupt(ENDPOINT_IN, report));
  };

  readonly onConnected = (listener: (connected: boolean) => void): (() => void) => {
    if (this.#configuration > 0) listener(true);
    return this.#connection.on(listener);
  };

  readonly serve = (set: TakeFeature): void => {
    this.#takeFeature = set;
  };

  readonly unplug = (): Promise<void> => this.#next(() => this.#leave());

  readonly plug = (): Promise<void> => this.#next(() => this.#arrive());

  readonly settled = (): Promise<void> => this.#last;

  readonly close = (): Promise<void> => this.unplug();

  #next(step: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(step);
    return this.#last;
  }

  async #leave(): Promise<void> {
    this.#socket?.destroy();
    this.#gone();
  }

  #gone(): void {
    const was = this.#configuration > 0;
    this.#socket = null;
    this.#idBytes = 4;
    this.#configuration = 0;
    this.#receiving = false;
    if (was) this.#connection.emit(false);
  }

  #arrive(): Promise<void> {
    if (this.#socket) return Promise.resolve();
    return new Promise((settle, reject) => {
      const socket = createConnection(this.#address);
      const read = createPacketReader(() => this.#idBytes);
      socket.once('error', reject);
      socket.once('connect', () => {
        this.#socket = socket;
        this.#send(USB_PACKET_TYPES.hello, encodeHello('asan-kiosk', Object.values(CAPABILITY)));
        settle();
      });
      socket.on('data', (chunk: Uint8Array) => {
        for (const packet of read(chunk)) this.#hear(packet);
      });
      socket.on('close', () => {
        if (this.#socket === socket) this.#gone();
      });
    });
  }

  #send(type: number, body: Uint8Array, id = 0): void {
    this.#socket?.write(encodePacket({ type, id, body }, this.#idBytes));
  }

  #hear({ type, id, body }: UsbPacket): void {
    const [first = 0] = body;
    switch (type) {
      case USB_PACKET_TYPES.hello:
        if (hasCapability(body, CAPABILITY.ids64)) this.#idBytes = 8;
        this.#introduce();
        break;
      case USB_PACKET_TYPES.setConfiguration:
        this.#configuration = first;
        this.#connection.emit(first > 0);
        this.#send(USB_PACKET_TYPES.configurationStatus, Uint8Array.of(TRANSFER_STATUS.success, first), id);
        break;
      case USB_PACKET_TYPES.getConfiguration:
        this.#send(
          USB_PACKET_TYPES.configurationStatus,
          Uint8Array.of(TRANSFER_STATUS.success, this.#configuration),
          id,
        );
        break;
      case USB_PACKET_TYPES.setAltSetting:
      case USB_PACKET_TYPES.getAltSetting:
        this.#send(USB_PACKET_TYPES.altSettingStatus, Uint8Array.of(TRANSFER_STATUS.success, first, body[1] ?? 0), id);
        break;
      case USB_PACKET_TYPES.startInterruptReceiving:
      case USB_PACKET_TYPES.stopInterruptReceiving:
        this.#receiving = type === USB_PACKET_TYPES.startInterruptReceiving;
        this.#send(USB_PACKET_TYPES.interruptReceivingStatus, Uint8Array.of(TRANSFER_STATUS.success, first), id);
        break;
      case USB_PACKET_TYPES.control:
        this.#answer(decodeControl(body), id);
        break;
      default:
        // Resets, cancelled transfers and filters need no answer.
        break;
    }
  }

  #introduce(): void {
    const as = this.#presented;
    if (!as) return;
    this.#send(USB_PACKET_TYPES.interfaceInfo, encodeInterface(classesOf(as)));
    this.#send(
      USB_PACKET_TYPES.epInfo,
      encodeEndpoints([
        { address: 0x00, type: 0, interval: 0, packetBytes: PACKET_BYTES },
        { address: 0x80, type: 0, interval: 0, packetBytes: PACKET_BYTES },
        { address: ENDPOINT_IN, type: INTERRUPT, interval: INTERVAL, packetBytes: PACKET_BYTES },
      ]),
    );
    this.#send(USB_PACKET_TYPES.deviceConnect, encodeConnect(as.vendorId, as.productId));
  }

  #answer(control: ControlTransfer, id: number): void {
    const isRead = (control.requestType & TO_HOST) !== 0;
    const data = isRead ? this.#read(control) : this.#take(control);
    const answer = (data ?? new Uint8Array(0)).subarray(0, control.length);
    const length = isRead ? answer.length : control.length;
    this.#send(
      USB_PACKET_TYPES.control,
      encodeControl(
        { ...control, length, data: answer },
        data === null ? TRANSFER_STATUS.stall : TRANSFER_STATUS.success,
      ),
      id,
    );
  }

  #read({ request, value }: ControlTransfer): Uint8Array | null {
    if (request === REQUEST.getStatus) return Uint8Array.of(0, 0);
    return request === REQUEST.getDescriptor && this.#presented
      ? descriptorOf(this.#presented, value >> 8, value & 0xff)
      : null;
  }

  #take({ request, requestType, value, data }: ControlTransfer): Uint8Array | null {
    const accepted = new Uint8Array(0);
    // SET_IDLE, SET_PROTOCOL and similar requests have no effect.
    if (requestType !== 0x21 || request !== REQUEST.setReport) return accepted;
    const reportId = value & 0xff;
    if (value >> 8 === REPORT_TYPE.output) this.#reports.emit(data);
    else if (value >> 8 === REPORT_TYPE.feature)
      return this.#takeFeature(reportId, reportId === 0 ? data : data.subarray(1)) ? accepted : null;
    return accepted;
  }
}

const isKeyboard = ({ descriptor: [a, b, c, d] }: HidPresentation) =>
  a === 0x05 && b === 0x01 && c === 0x09 && d === 0x06;

/** Class of an interface; a keyboard is one for a BIOS [HID 1.11 §4.2, §4.3]. */
const classesOf = (as: HidPresentation) =>
  isKeyboard(as) ? ([HID_CLASS, 1, 1] as const) : ([HID_CLASS, 0, 0] as const);

function descriptorOf(as: HidPresentation, type: number, index: number): Uint8Array | null {
  switch (type) {
    case DESCRIPTOR.device: {
      const { vendorId: vendor, productId: product, serialNumber } = as;
      const ids = [vendor & 0xff, vendor >> 8, product & 0xff, product >> 8];
      return Uint8Array.of(18, 1, 0x00, 0x02, 0, 0, 0, PACKET_BYTES, ...ids, 0x00, 0x01, 1, 2, serialNumber ? 3 : 0, 1);
    }
    case DESCRIPTOR.configuration:
      return configurationOf(as);
    case DESCRIPTOR.report:
      return as.descriptor;
    case DESCRIPTOR.hid:
      return hidDescriptor(as);
    case DESCRIPTOR.string:
      return stringOf(as, index);
    default:
      return null;
  }
}

/** [HID 1.11 §6.2.1] */
const hidDescriptor = ({ descriptor: { length } }: HidPresentation) =>
  Uint8Array.of(9, DESCRIPTOR.hid, 0x11, 0x01, 0, 1, DESCRIPTOR.report, length & 0xff, length >> 8);

/** One interface, one endpoint in [USB 2.0 §9.6]. */
function configurationOf(as: HidPresentation): Uint8Array {
  const body = concat(
    Uint8Array.of(9, 4, 0, 0, 1, ...classesOf(as), 0),
    hidDescriptor(as),
    Uint8Array.of(7, 5, ENDPOINT_IN, INTERRUPT, PACKET_BYTES, 0, INTERVAL),
  );
  const length = 9 + body.length;
  return concat(Uint8Array.of(9, 2, length & 0xff, length >> 8, 1, 1, 0, 0x80, 50), body);
}

/** Strings only in English (United States), as index 0 says [USB 2.0 §9.6.7]. */
function stringOf({ product, serialNumber }: HidPresentation, index: number): Uint8Array | null {
  if (index === 0) return Uint8Array.of(4, DESCRIPTOR.string, 0x09, 0x04);
  const text = [undefined, 'asan-kiosk', product, serialNumber][index];
  if (text === undefined) return null;
  const units = [...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]);
  return Uint8Array.of(2 + units.length, DESCRIPTOR.string, ...units);
}
