import type { Recorder } from '../drivers/trace/recorded.ts';
import type { OfficeTls } from './back-office/identity.ts';
import type { Catalogue } from './catalogue/schema.ts';
import type { Profile } from './config/profile.ts';
import type { WaitsFor } from './service/drain.ts';
import type { ServiceManager } from './service/notify.ts';

export interface KioskOptions {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  /** TLS identities: the kiosk's at the office, and the office's at the kiosk. */
  readonly officeTls?: OfficeTls;
  /** Certificates, DER. A document is accepted only if one of them sealed it. */
  readonly seals?: readonly Uint8Array[];
  readonly version: string;
  /** Starts the simulators too; a profile with a simulated link needs them. */
  readonly simulate: { readonly seed: number } | null;
  /** `null` while a development server serves the page. */
  readonly uiDir: string | null;
  /** Folder of the built technician's page. */
  readonly technicianDir: string;
  readonly allowedHosts?: readonly string[];
  /** Receives the log, one line of JSON per call. */
  readonly writeLog: (line: string) => void;
  /** The service manager that started and watches this process; absent: none. */
  readonly serviceManager?: ServiceManager | null;
  /** Sockets that the service manager opened, by port. */
  readonly listeners?: ReadonlyMap<number, number>;
  /** Records the bytes of the devices and the calls of their drivers. */
  readonly record?: Recorder;
}

export interface Kiosk {
  readonly url: string;
  /** URL of the developer's page; only with simulators. */
  readonly dockUrl: string | null;
  /** URL of the page with kiosk, dock and guide; only with simulators. */
  readonly demoUrl: string | null;
  /** Resolves when the first screen is served and no device is still starting. */
  readonly ready: Promise<void>;
  /** Resolves when the process may end without interrupting work; nothing new begins. Call `close` next. */
  drained(waitsFor: WaitsFor, onWaiting: () => void): Promise<void>;
  close(): Promise<void>;
}
