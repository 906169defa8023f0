import type { TerminalSettings } from '../../drivers/kinds/terminal-protocols.ts';
import type { Words } from './words.ts';

/** Where a device is plugged in. */
export type LinkProfile =
  | { readonly serial: SerialProfile }
  | { readonly tcp: { readonly host: string; readonly port: number } }
  /** The other end is a simulator in this very process; only with `--simulate`. */
  | 'simulated';

export type SerialProfile = SerialPlaceProfile & {
  readonly baudRate: number;
  /** Absent: what the device's protocol prescribes. */
  readonly stopBits?: 1 | 2;
};

/** What is plugged in, the USB socket it is in (`1-1.4`, or `1-1.4:1.0` for one port of several), or a path that stays. */
export type SerialPlaceProfile =
  | { readonly usb: { readonly vendorId: string; readonly productId: string; readonly serialNumber?: string } }
  | { readonly socket: string }
  /** `/dev/serial/by-id/…`, never `ttyUSB0`. */
  | { readonly path: string };

/** How a zone reader speaks: `drivers/id-reader/mrz/dialect.ts` has the same. */
export type DialectProfile =
  | { readonly name: 'lines' }
  | { readonly name: '3m'; readonly checkByte?: 'xor' | 'ignore' }
  /** Delimiters in hex, such as `4f`. */
  | { readonly name: 'desko'; readonly prefix?: string; readonly suffix?: string }
  | { readonly name: 'elyctis' };

/** The reader of the chips of documents; `drivers/id-reader/cards.ts` makes one of it. */
export type ChipProfile = (
  | { readonly driver: 'pn532'; readonly link: LinkProfile }
  /** `reader` is the beginning of its name as `pcsc_scan` shows it; absent: the first one. */
  | { readonly driver: 'pcsc'; readonly reader?: string }
) & {
  /** The folder with the certificates of the countries; `simulated` where the documents are the simulator's. */
  readonly trust: string;
  /** Whether the picture of the holder is read and its signature checked too: nine tenths of the bytes. Absent: no. */
  readonly face?: boolean;
};

/** One GPIO line: `drivers/lines/port.ts` has the same. */
export interface LineProfile {
  /** The label of its chip, as `gpiodetect` shows it in brackets. */
  readonly chip: string;
  readonly offset: number;
  readonly direction: 'in' | 'out';
  readonly activeLow?: boolean;
  readonly debounceMs?: number;
  readonly pull?: 'up' | 'down' | 'off';
}

/** One cabinet: what a kiosk is, and what it is made of. A file in `provisioning/profiles/`. */
export interface Profile {
  readonly kiosk: {
    /** Begins every reference, such as `K5`. */
    readonly id: string;
    readonly centre: {
      readonly number: number;
      readonly name: Words;
      /** For the top bar. */
      readonly short: Words;
    };
    /** The QR code of a receipt leads here; the reference is put behind it. */
    readonly statusUrl: string;
    readonly panel: { readonly widthPx: number; readonly heightPx: number; readonly pxPerMm: number };
  };
  readonly web: { readonly port: number };
  /** `url` is `simulated` where the reference back office is started beside the kiosk. */
  readonly backOffice: { readonly url: string; readonly timeoutMs: number };
  /** Relative paths are seen from the root of the installation. */
  readonly ledger: { readonly file: string };
  readonly catalogue: { readonly dir: string };
  readonly devices: {
    readonly reader: {
      readonly driver: 'mrz';
      /** Absent: plain lines. */
      readonly dialect?: DialectProfile;
      /** Letters and digits of a FIN, where the centre knows better than the driver. */
      readonly finAlphabet?: string;
      readonly link: LinkProfile;
      /** Absent: the zone is all that is read. */
      readonly chip?: ChipProfile;
    };
    /** In the words of its protocol. */
    readonly terminal: TerminalSettings & { readonly link: LinkProfile };
    readonly printer: {
      /** The language of its model. */
      readonly driver: 'escpos' | 'star';
      readonly model: string;
      /** Metres of paper on a new roll; absent: what is left is not estimated. */
      readonly rollM?: number;
      readonly link: LinkProfile;
    };
    /** Absent: duties are paid by card only. */
    readonly billValidator?: { readonly driver: 'ccnet'; readonly link: LinkProfile };
  };
  /** Absent: no line is wired. Names are free; the kiosk knows `door`, `presence`, `status` and `attention`. */
  readonly lines?: {
    readonly adapter: 'sysfs' | 'libgpiod';
    readonly map: Readonly<Record<string, LineProfile>>;
  };
  /** Absent: nobody cosigns the log. The keys of witnesses as they publish them (`name+id+key`). */
  readonly transparency?: { readonly witnesses: readonly string[] };
}
