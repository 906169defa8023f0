import type { FastifyInstance } from 'fastify';
import type { CabledKind } from '../../drivers/device-kinds.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { OfferedService } from '../back-office/services.ts';
import type { BenchSettings } from '../bench/bench-device.ts';
import type { MachineFeed } from '../dock/machine-feed.ts';

/** Peripherals and back office of a developer's kiosk, in its own process, on real links. */
export interface Simulators {
  readonly links: Readonly<Record<CabledKind, LinkFactory>>;
  /** Chip reader and folder of trusted signers; `null`: not requested. */
  readonly chipReader: { readonly link: LinkFactory; readonly trustDir: string } | null;
  /** Way to the document printer; `undefined`: not requested. */
  readonly documentPrinter?: Post | undefined;
  readonly backOfficeUrl: string;
  /** Recipient (age) for applications that kiosks seal offline; `null`: not requested. */
  readonly officeRecipient: string | null;
  /** Certificate of its seal, DER. Made on demand. */
  seal(): Promise<Uint8Array>;
  /** Serves the developer's page at `/dock` on the kiosk's own server, behind its guards. */
  dock(app: FastifyInstance, machine: MachineFeed): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatorsOptions extends BenchSettings {
  readonly seed: number;
  /** Absent: no document printer. */
  readonly documentPrinter?: boolean;
  /** The same services as the kiosk. */
  readonly services?: readonly OfferedService[];
  /** `day`: ISO. Absent: closed on Sundays. */
  readonly isHoliday?: (day: string) => boolean;
  /** Whether the kiosk takes applications offline. */
  readonly offline?: boolean;
  /** Folder of state files and the register. */
  readonly stateDir: string;
  /** The built page of the dock. */
  readonly pageDir: string;
  readonly now: () => Date;
  /** Random bytes for codes to phones. */
  readonly secureBytes?: (count: number) => Uint8Array;
}
