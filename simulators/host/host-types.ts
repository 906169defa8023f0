import type { FastifyInstance } from 'fastify';
import type { CabledDeviceKind } from '../../drivers/device-kinds.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import type { KeypadModelName } from '../../drivers/keypad/hid-keys/profile.ts';
import type { LineMap, LinePort } from '../../drivers/lines/port.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import type { ScannerModelName } from '../../drivers/scanner/hid-pos/profile.ts';
import type { OfferedService } from '../back-office/services.ts';
import type { BenchSettings } from '../bench/bench-device.ts';
import type { StateMachineFeed } from '../dock/machine-feed.ts';
import type { HidCable } from '../hid/cable.ts';

export interface Simulators {
  readonly links: Readonly<Record<CabledDeviceKind, LinkFactory>>;
  readonly chipReader: { readonly link: LinkFactory; readonly trustDir: string } | null;
  readonly documentPrinter?: Post | undefined;
  readonly scanner?: Pick<HidCable, 'host' | 'onDevicesChanged'> | undefined;
  /** `uid`: a badge without a key. */
  readonly staff: {
    readonly keys: { readonly badgeKey: Uint8Array; readonly pinKey: Uint8Array };
    readonly badges: readonly { readonly number: string; readonly pin: string; readonly uid?: string }[];
  };
  readonly keypad?: Pick<HidCable, 'host' | 'onDevicesChanged'> | undefined;
  readonly lines?: LinePort | undefined;
  readonly backOfficeUrl: string;
  /** `null`: not requested. */
  readonly officeRecipient: string | null;
  /** DER, made on demand. */
  seal(): Promise<Uint8Array>;
  /** Behind the kiosk's guards. */
  dock(app: FastifyInstance, machine: StateMachineFeed): Promise<void>;
  close(): Promise<void>;
}

export interface SimulatorsOptions extends BenchSettings {
  readonly seed: number;
  readonly documentPrinter?: boolean;
  readonly scanner?: ScannerModelName | undefined;
  readonly keypad?: KeypadModelName | undefined;
  readonly lines?: LineMap | undefined;
  readonly services?: readonly OfferedService[];
  /** `day`: ISO. Absent: closed on Sundays only. */
  readonly isHoliday?: (day: string) => boolean;
  readonly offline?: boolean;
  readonly stateDir: string;
  readonly pageDir: string;
  readonly now: () => Date;
  readonly secureBytes?: (count: number) => Uint8Array;
}
