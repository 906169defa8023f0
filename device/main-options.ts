import type { TraceRecorder } from '../drivers/trace/recorded.ts';
import type { OfficeTls } from './back-office/identity.ts';
import type { Catalogue } from './catalogue/schema.ts';
import type { Profile } from './config/profile.ts';
import type { DrainBlocker } from './service/drain.ts';
import type { ServiceManager } from './service/notify.ts';

export interface KioskOptions {
  readonly profile: Profile;
  readonly catalogue: Catalogue;
  readonly officeTls?: OfficeTls;
  /** Certificates, DER. One of them must have sealed an office's document. */
  readonly seals?: readonly Uint8Array[];
  readonly version: string;
  readonly simulate: { readonly seed: number } | null;
  /** `null`: a development server has the page. */
  readonly uiDir: string | null;
  readonly technicianDir: string;
  readonly allowedHosts?: readonly string[];
  readonly writeLog: (line: string) => void;
  /** Absent or `null`: no service manager watches this process. */
  readonly serviceManager?: ServiceManager | null;
  /** Map of TCP ports to file descriptors of sockets that the service manager opened. */
  readonly listeners?: ReadonlyMap<number, number>;
  readonly record?: TraceRecorder;
}

export interface StartedKiosk {
  readonly url: string;
  /** Developer's page; `null`: no simulators. */
  readonly dockUrl: string | null;
  /** Page with kiosk, dock and guide; `null`: no simulators. */
  readonly demoUrl: string | null;
  readonly ready: Promise<void>;
  /** Resolves when the process may end without interrupting work. Nothing new begins. Call `close` next. */
  drained(waitsFor: DrainBlocker, onWaiting: () => void): Promise<void>;
  close(): Promise<void>;
}
