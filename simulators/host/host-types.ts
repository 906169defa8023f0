import type { FastifyInstance } from 'fastify';
import type { TerminalSpeech } from '../../drivers/kinds/terminal-protocols.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { OfferedService } from '../back-office/services.ts';
import type { MachineFeed } from '../dock/machine-feed.ts';

/** The peripherals and the back office of a developer's kiosk, in its own process, on the other end of real links. */
export interface Simulators {
  readonly links: {
    readonly reader: LinkFactory;
    readonly terminal: LinkFactory;
    readonly printer: LinkFactory;
    readonly validator: LinkFactory;
  };
  /** The reader of chips and the folder with who signed them; `null` where none was asked for. */
  readonly chip: { readonly link: LinkFactory; readonly trustDir: string } | null;
  readonly backOfficeUrl: string;
  /** Puts the developer's page at `/dock` on the kiosk's own server, behind its guards. */
  dock(app: FastifyInstance, machine: MachineFeed): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatorsOptions {
  readonly seed: number;
  readonly terminal: TerminalSpeech;
  /** A name of `PRINTER_MODELS`. */
  readonly printerModel: string;
  /** Whether a reader of chips is there too: what is put into the reader then lies on it with its chip. */
  readonly chip: boolean;
  /** What the kiosk offers, so that its back office does too. */
  readonly services?: readonly OfferedService[];
  /** Where physical state and the register survive a restart. */
  readonly stateDir: string;
  /** The built page of the dock. */
  readonly pageDir: string;
  readonly now: () => Date;
}
