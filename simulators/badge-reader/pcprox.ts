import type { Badge } from '../../drivers/badge-reader/contract.ts';
import {
  answersOf,
  decodeCommand,
  encodeInfo,
  FEATURE_BYTES,
  isKeyboardHalted,
} from '../../drivers/badge-reader/pcprox/codec.ts';
import { BADGE_READER_MODELS } from '../../drivers/badge-reader/pcprox/profile.ts';
import { fromHex } from '../../drivers/bytes.ts';
import { realClock } from '../../drivers/clock.ts';
import type { HidWire } from '../../drivers/hid/pair.ts';
import { BOOT_KEYBOARD_DESCRIPTOR } from '../../drivers/keypad/hid-keys/codec.ts';
import { DeviceOnWire } from '../device/device-on-wire.ts';

/** `deaf`: the configuration is taken and forgotten; `mute`: one question is not answered. */
const BADGE_READER_FAULTS = ['deaf', 'mute'] as const;

export type BadgeReaderFault = (typeof BADGE_READER_FAULTS)[number];

export interface BadgeReaderState {
  readonly badge: Badge | null;
  readonly connected: boolean;
  /** What it read goes to the host as keys as well. */
  readonly types: boolean;
  /** How often the EEPROM was written; it bears some ten thousand times. */
  readonly eepromWrites: number;
}

/** As read from a reader that came from its maker [pcprox README]: parity bits 1 and 1, Enter after the number. */
const FACTORY_PAGE_0 = Uint8Array.of(0, 0, 0x11, 16, 26, 0, 40, 0);

/**
 * The interface that the reader describes: a boot keyboard with a feature report of 8 bytes without an id. The feature
 * stands before the end of the only collection.
 */
const DESCRIPTOR = Uint8Array.of(
  ...BOOT_KEYBOARD_DESCRIPTOR.subarray(0, -1),
  ...fromHex('0600ff0901150026ff0075089508b102c0'),
);

/** A whole badge reader: a badge before it or not, its configuration in RAM and in EEPROM, and a wire to the kiosk. */
class PcproxSimulator extends DeviceOnWire<BadgeReaderState, BadgeReaderFault> {
  #stored = FACTORY_PAGE_0;
  #page0 = FACTORY_PAGE_0;
  #badge: Badge | null = null;
  #eepromWrites = 0;
  #answer = new Uint8Array(FEATURE_BYTES);
  /** The page that the next report is for. */
  #awaited: 'page0' | 'other' | null = null;
  /** The number of bits is there only after the data was asked. */
  #dataAsked = false;

  constructor({ wire }: { readonly wire: HidWire }) {
    // It does nothing by itself, so it needs no other clock.
    super(realClock, BADGE_READER_FAULTS);
    wire.serve({
      get: (reportId, bytes) => {
        // A page that was asked for and read is not written by what comes next.
        this.#awaited = null;
        const answers = reportId === 0 && bytes === FEATURE_BYTES && this.faults.take('mute') === undefined;
        return answers ? this.#answer.slice() : null;
      },
      set: (reportId, body) => {
        if (reportId !== 0 || body.length !== FEATURE_BYTES) return false;
        if (this.#awaited === null) this.#command(body);
        else this.#page(body);
        return true;
      },
    });
    this.listenTo(wire);
    wire.present({ ...BADGE_READER_MODELS.pcprox, product: BADGE_READER_MODELS.pcprox.words, descriptor: DESCRIPTOR });
  }

  state(): BadgeReaderState {
    const types = !isKeyboardHalted(this.#page0);
    return { badge: this.#badge, connected: this.connected, types, eepromWrites: this.#eepromWrites };
  }

  /** Holds a badge to it, of a number in hex; 26 bits unless told. */
  present(hex: string, bits = 26): void {
    this.#badge = { hex, bits };
    this.changed();
  }

  remove(): void {
    this.#badge = null;
    this.changed();
  }

  protected override losePower(): void {
    this.#page0 = this.#stored;
    this.#awaited = null;
    this.#dataAsked = false;
  }

  #command(body: Uint8Array): void {
    const known = decodeCommand(body);
    this.#answer = new Uint8Array(FEATURE_BYTES);
    switch (known?.command) {
      case 'page0':
        this.#answer = this.#page0.slice();
        this.#awaited = 'page0';
        return;
      case 'page1':
      case 'page2':
        this.#awaited = 'other';
        return;
      case 'deviceInfo':
        this.#answer.set(encodeInfo({ firmware: '7.3.0', deviceType: 0x1000 }));
        return;
      case 'cardData':
        this.#dataAsked = this.#badge !== null;
        if (this.#badge) this.#answer.set(answersOf(this.#badge).data);
        return;
      case 'cardBits':
        if (this.#badge && this.#dataAsked) this.#answer.set(answersOf(this.#badge).count);
        this.#dataAsked = false;
        return;
      case 'finish':
        if (known.parameter & 1) {
          this.#stored = this.#page0;
          this.#eepromWrites += 1;
        }
        return;
      default:
        return;
    }
  }

  #page(body: Uint8Array): void {
    if (this.#awaited === 'page0' && this.faults.take('deaf') === undefined) this.#page0 = body.slice();
    this.#awaited = null;
    this.changed();
  }
}

export const createPcproxSimulator = (options: { readonly wire: HidWire }) => new PcproxSimulator(options);
