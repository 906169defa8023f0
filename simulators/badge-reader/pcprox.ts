import type { Badge } from '../../drivers/badge-reader/contract.ts';
import {
  answersOf,
  decodeCommand,
  encodeInfo,
  FEATURE_BYTES,
  isKeyboardHalted,
} from '../../drivers/badge-reader/pcprox/codec.ts';
import { BADGE_READER_MODELS } from '../../drivers/badge-reader/pcprox/profile.ts';
import { emitter } from '../../drivers/emitter.ts';
import { BOOT_KEYBOARD_DESCRIPTOR } from '../../drivers/keypad/hid-keys/codec.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import type { HidWire } from '../hid/wire.ts';

/** `deaf`: the configuration is taken and forgotten; `mute`: one question is not answered. */
export type BadgeReaderFault = 'deaf' | 'mute';

export interface BadgeReaderState {
  readonly badge: Badge | null;
  readonly connected: boolean;
  /** What it read goes to the host as keys as well. */
  readonly types: boolean;
  /** How often the EEPROM was written; it bears some ten thousand times. */
  readonly eepromWrites: number;
}

export interface PcproxSimulator {
  /** Holds a badge to it, of a number in hex; 26 bits unless told. */
  present(hex: string, bits?: number): void;
  remove(): void;
  readonly faults: ArmedFaults<BadgeReaderFault>;
  state(): BadgeReaderState;
  onChange(listener: () => void): () => void;
  close(): void;
}

/** As read from a reader that came from its maker [pcprox README]: parity bits 1 and 1, Enter after the number. */
const FACTORY_PAGE_0 = Uint8Array.of(0, 0, 0x11, 16, 26, 0, 40, 0);

/**
 * The interface that the reader describes: a boot keyboard with a feature report of 8 bytes without an id. The feature
 * stands before the end of the only collection.
 */
const DESCRIPTOR = Uint8Array.of(
  ...BOOT_KEYBOARD_DESCRIPTOR.subarray(0, -1),
  ...Buffer.from('0600ff0901150026ff0075089508b102c0', 'hex'),
);

/** A whole badge reader: a badge before it or not, its configuration in RAM and in EEPROM, and a wire to the kiosk. */
export function createPcproxSimulator({ wire }: { readonly wire: HidWire }): PcproxSimulator {
  const changes = emitter<void>();
  const faults = armedFaults<BadgeReaderFault>();
  let stored = FACTORY_PAGE_0;
  let page0 = stored;
  let badge: Badge | null = null;
  let connected = false;
  let eepromWrites = 0;
  let answer = new Uint8Array(FEATURE_BYTES);
  /** The page that the next report is for. */
  let awaited: 'page0' | 'other' | null = null;
  /** The number of bits is there only after the data was asked. */
  let dataAsked = false;

  function command(body: Uint8Array): void {
    const known = decodeCommand(body);
    answer = new Uint8Array(FEATURE_BYTES);
    switch (known?.command) {
      case 'page0':
        answer = page0.slice();
        awaited = 'page0';
        return;
      case 'page1':
      case 'page2':
        awaited = 'other';
        return;
      case 'deviceInfo':
        answer.set(encodeInfo({ firmware: '7.3.0', deviceType: 0x1000 }));
        return;
      case 'cardData':
        dataAsked = badge !== null;
        if (badge) answer.set(answersOf(badge).data);
        return;
      case 'cardBits':
        if (badge && dataAsked) answer.set(answersOf(badge).count);
        dataAsked = false;
        return;
      case 'finish':
        if (known.parameter & 1) {
          stored = page0;
          eepromWrites += 1;
        }
        return;
      default:
        return;
    }
  }

  function page(body: Uint8Array): void {
    if (awaited === 'page0' && faults.take('deaf') === undefined) page0 = body.slice();
    awaited = null;
    changes.emit();
  }

  wire.serve({
    get(reportId, bytes) {
      // A page that was asked for and read is not written by what comes next.
      awaited = null;
      return reportId === 0 && bytes === FEATURE_BYTES && faults.take('mute') === undefined ? answer.slice() : null;
    },
    set(reportId, body) {
      if (reportId !== 0 || body.length !== FEATURE_BYTES) return false;
      if (awaited === null) command(body);
      else page(body);
      return true;
    },
  });
  const stopListening = wire.onConnected((now) => {
    connected = now;
    if (!now) {
      page0 = stored;
      awaited = null;
      dataAsked = false;
    }
    changes.emit();
  });
  wire.present({ ...BADGE_READER_MODELS.pcprox, product: BADGE_READER_MODELS.pcprox.words, descriptor: DESCRIPTOR });

  return {
    present(hex, bits = 26) {
      badge = { hex, bits };
      changes.emit();
    },
    remove() {
      badge = null;
      changes.emit();
    },
    faults,
    state: () => ({ badge, connected, types: !isKeyboardHalted(page0), eepromWrites }),
    onChange: changes.on,
    close() {
      stopListening();
      changes.clear();
    },
  };
}
