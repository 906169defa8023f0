import type { Words } from './words.ts';

/** Where a device is plugged in. Serial paths are names that stay (`/dev/serial/by-id/…`), never `ttyUSB0`. */
export type LinkProfile =
  | { readonly serial: SerialProfile }
  | { readonly tcp: { readonly host: string; readonly port: number } }
  /** The other end is a simulator in this very process; only with `--simulate`. */
  | 'simulated';

export interface SerialProfile {
  readonly path: string;
  readonly baudRate: number;
  /** Absent: what the device's protocol prescribes. */
  readonly stopBits?: 1 | 2;
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
    readonly reader: { readonly driver: 'mrz'; readonly link: LinkProfile };
    readonly terminal: {
      readonly driver: 'zvt';
      readonly framing: 'serial' | 'tcp';
      /** Six digits, the ZVT merchant password. */
      readonly password: string;
      /** ISO 4217, numeric. */
      readonly currency: number;
      /** What the terminal really sends in its texts, whatever it says. */
      readonly charset: 'cp437' | 'latin1' | 'utf8';
      readonly link: LinkProfile;
    };
    readonly printer: { readonly driver: 'escpos'; readonly model: string; readonly link: LinkProfile };
  };
}
