import type { Recorder } from '../drivers/trace/recorded.ts';
import type { OfficeTls } from './back-office/identity.ts';
import type { Catalogue } from './catalogue/schema.ts';
import type { Profile } from './config/profile.ts';
import type { WaitsFor } from './service/drain.ts';
import type { ServiceManager } from './service/notify.ts';

/** What a kiosk is started with. */
export interface KioskOptions {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  /** How the back office knows this kiosk, and the kiosk the back office. */
  readonly officeTls?: OfficeTls;
  /** Certificates in DER. The kiosk accepts a sealed document only if one of them sealed it. */
  readonly seals?: readonly Uint8Array[];
  readonly version: string;
  /** Starts the simulators beside the kiosk; a profile with a simulated link needs it. */
  readonly simulate: { readonly seed: number } | null;
  /** `null` while a development server has the page. */
  readonly uiDir: string | null;
  /** Where the technician's page is built. */
  readonly technicianDir: string;
  readonly allowedHosts?: readonly string[];
  /** Takes the log, one line of JSON a call. */
  readonly writeLog: (line: string) => void;
  /** The service manager that started this process and watches it. Absent: the process has none. */
  readonly serviceManager?: ServiceManager | null;
  /** Sockets that the service manager opened for this process, by port. */
  readonly listeners?: ReadonlyMap<number, number>;
  /** Writes down the wires of the devices and what is asked of their drivers. */
  readonly record?: Recorder;
}

/** A kiosk that runs. */
export interface Kiosk {
  /** Where the citizen's page is. */
  readonly url: string;
  /** Where the developer's page is; only with simulators. */
  readonly dockUrl: string | null;
  /** Where kiosk and dock stand side by side, with a guide; only with simulators. */
  readonly demoUrl: string | null;
  /** Resolves when the first screen is served and no device is still starting. */
  readonly ready: Promise<void>;
  /** Resolves when the process may end without cutting what it waits for; nothing begins any more. Then `close`. */
  drained(waitsFor: WaitsFor, onWaiting: () => void): Promise<void>;
  close(): Promise<void>;
}
