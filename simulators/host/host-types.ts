import type { FastifyInstance } from 'fastify';
import type { CabledKind } from '../../drivers/device-kinds.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { OfferedService } from '../back-office/services.ts';
import type { BenchSettings } from '../bench/bench-device.ts';
import type { MachineFeed } from '../dock/machine-feed.ts';

/** The peripherals and the back office of a developer's kiosk, in its own process, on the other end of real links. */
export interface Simulators {
  readonly links: Readonly<Record<CabledKind, LinkFactory>>;
  /** The reader of chips and the folder with who signed them; `null` where none was asked for. */
  readonly chipReader: { readonly link: LinkFactory; readonly trustDir: string } | null;
  /** The way to the printer of whole sheets; `undefined` where none was asked for. */
  readonly documentPrinter?: Post | undefined;
  readonly backOfficeUrl: string;
  /** The recipient (age) for what kiosks take and seal without the back office; `null` if nothing was asked for. */
  readonly officeRecipient: string | null;
  /** The certificate of its seal, DER. Made when it is asked for. */
  seal(): Promise<Uint8Array>;
  /** Puts the developer's page at `/dock` on the kiosk's own server, behind its guards. */
  dock(app: FastifyInstance, machine: MachineFeed): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatorsOptions extends BenchSettings {
  readonly seed: number;
  /** Whether there is a printer of whole sheets; absent: there is none. */
  readonly documentPrinter?: boolean;
  /** What the kiosk offers, so that its back office does too. */
  readonly services?: readonly OfferedService[];
  /** Whether the centre is closed on a day, ISO; absent: only on Sundays. */
  readonly isHoliday?: (day: string) => boolean;
  /** The kiosk takes applications while it is away from the back office. */
  readonly offline?: boolean;
  /** Where physical state and the register survive a restart. */
  readonly stateDir: string;
  /** The built page of the dock. */
  readonly pageDir: string;
  readonly now: () => Date;
  /** For codes to phones that nobody can guess. */
  readonly secureBytes?: (count: number) => Uint8Array;
}
