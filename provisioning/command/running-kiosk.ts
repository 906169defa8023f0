import { type AnyTroubleCode, TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import { LOOPBACK } from './places.ts';

export interface RunningKioskStatus {
  readonly ready: boolean;
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  /** Older kiosks report none. */
  readonly troubles: Readonly<Partial<Record<DeviceKind, AnyTroubleCode>>>;
  /** Trouble codes by the line's name. */
  readonly lines: Readonly<Record<string, AnyTroubleCode>>;
  readonly backOffice: { readonly code: AnyTroubleCode; readonly cause: string } | null;
  readonly storage: 'enough' | 'DSK-101';
  /** `null`: not reported. */
  readonly pages: number | null;
  readonly simulated: boolean;
}

export const KIOSK_ANSWER_MS = 5_000;

/** The kiosk that runs at this port, or `null`. */
export async function findRunningKiosk(port: number): Promise<RunningKioskStatus | null> {
  const its = await askKiosk(port);
  return its === 'silent' ? null : its;
}

/** As `findRunningKiosk`, but `silent` if the port is open and does not answer: the kiosk is busy, or systemd holds the port for it. */
export async function askKiosk(port: number): Promise<RunningKioskStatus | 'silent' | null> {
  const ask = (path: string) =>
    fetch(`http://${LOOPBACK}:${port}/${path}`, { signal: AbortSignal.timeout(KIOSK_ANSWER_MS) });
  try {
    const health: unknown = await (await ask('healthz')).json();
    if (!isHealth(health)) return null;
    return {
      ready: health.ready,
      devices: health.devices,
      troubles: codesIn(health.troubles),
      lines: codesIn(health.lines),
      backOffice: officeIn(health.backOffice),
      pages: pagesIn(health.counters),
      storage: health.storage === 'DSK-101' ? 'DSK-101' : 'enough',
      simulated: (await ask('dock')).ok,
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') return 'silent';
    // `fetch` and `json` throw these if the port is closed or another program answers.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}

const isCode = (value: unknown): value is AnyTroubleCode =>
  typeof value === 'string' && Object.hasOwn(TECHNICIAN_TEXT, value);

function codesIn(value: unknown): Readonly<Record<string, AnyTroubleCode>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, code]): [string, AnyTroubleCode][] => (isCode(code) ? [[name, code]] : [])),
  );
}

function pagesIn(counters: unknown): number | null {
  if (typeof counters !== 'object' || counters === null || !('sockets' in counters)) return null;
  return typeof counters.sockets === 'number' ? counters.sockets : null;
}

function officeIn(value: unknown): RunningKioskStatus['backOffice'] {
  if (typeof value !== 'object' || value === null || !('code' in value) || !isCode(value.code)) return null;
  return { code: value.code, cause: 'cause' in value ? String(value.cause) : '' };
}

interface HealthAnswer extends Pick<RunningKioskStatus, 'ready' | 'devices'> {
  readonly storage?: unknown;
  readonly counters?: unknown;
  readonly troubles?: unknown;
  readonly lines?: unknown;
  readonly backOffice?: unknown;
}

const isHealth = (value: unknown): value is HealthAnswer =>
  typeof value === 'object' &&
  value !== null &&
  'ready' in value &&
  'devices' in value &&
  typeof value.devices === 'object';
