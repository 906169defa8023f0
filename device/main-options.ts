import type { Recorder } from '../drivers/trace/recorded.ts';
import type { OfficeTls } from './back-office/identity.ts';
import type { Catalogue } from './catalogue/schema.ts';
import type { Profile } from './config/profile.ts';
import type { DrainBlocker } from './service/drain.ts';
import type { ServiceManager } from './service/notify.ts';

export interface KioskOptions {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  /** The kiosk's at the office, and the office's. */
  readonly officeTls?: OfficeTls;
  /** DER; one of them must have sealed a document. */
  readonly seals?: readonly Uint8Array[];
  readonly version: string;
  /** A profile with a simulated link needs them. */
  readonly simulate: { readonly seed: number } | null;
  /** `null`: a development server has the page. */
  readonly uiDir: string | null;
  readonly technicianDir: string;
  readonly allowedHosts?: readonly string[];
  /** One line of JSON per call. */
  readonly writeLog: (line: string) => void;
  /** Started and watches this process; absent: none. */
  readonly serviceManager?: ServiceManager | null;
  /** Sockets of the service manager, by port. */
  readonly listeners?: ReadonlyMap<number, number>;
  /** Bytes of devices and calls of drivers. */
  readonly record?: Recorder;
}

export interface Kiosk {
  readonly url: string;
  /** Developer's page; only with simulators. */
  readonly dockUrl: string | null;
  /** Kiosk, dock and guide; only with simulators. */
  readonly demoUrl: string | null;
  /** First screen served, no device still starting. */
  readonly ready: Promise<void>;
  /** The process may end without interrupting work; nothing new begins. Call `close` next. */
  drained(waitsFor: DrainBlocker, onWaiting: () => void): Promise<void>;
  close(): Promise<void>;
}
