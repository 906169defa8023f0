import type { FastifyInstance } from 'fastify';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { OfferedService } from '../back-office/services.ts';
import type { BenchSettings } from '../bench/bench-device.ts';
import type { DeviceName } from '../bench/devices.ts';
import type { MachineFeed } from '../dock/machine-feed.ts';

/** The peripherals and the back office of a developer's kiosk, in its own process, on the other end of real links. */
export interface Simulators {
  readonly links: Readonly<Record<DeviceName, LinkFactory>>;
  /** The reader of chips and the folder with who signed them; `null` where none was asked for. */
  readonly chip: { readonly link: LinkFactory; readonly trustDir: string } | null;
  readonly backOfficeUrl: string;
  /** For whom kiosks seal what they take without the back office (age); `null` where nothing was asked for. */
  readonly officeRecipient: string | null;
  /** Puts the developer's page at `/dock` on the kiosk's own server, behind its guards. */
  dock(app: FastifyInstance, machine: MachineFeed): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatorsOptions extends BenchSettings {
  readonly seed: number;
  /** What the kiosk offers, so that its back office does too. */
  readonly services?: readonly OfferedService[];
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
