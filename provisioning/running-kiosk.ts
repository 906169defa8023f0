import type { DeviceState } from '../drivers/device-status.ts';
import { LOOPBACK } from './places.ts';

export interface RunningKiosk {
  readonly ready: boolean;
  readonly devices: Readonly<Record<string, DeviceState>>;
  /** Whether the disk of its ledger has room for a visit. */
  readonly storage: 'enough' | 'DSK-101';
  /** It has a dock, so its devices are simulated. */
  readonly simulated: boolean;
}

const ASK_MS = 2_000;

/** The kiosk that runs at this port, if one does. */
export async function kioskHere(port: number): Promise<RunningKiosk | null> {
  const ask = (path: string) => fetch(`http://${LOOPBACK}:${port}/${path}`, { signal: AbortSignal.timeout(ASK_MS) });
  try {
    const health: unknown = await (await ask('healthz')).json();
    if (!isHealth(health)) return null;
    return {
      ready: health.ready,
      devices: health.devices,
      storage: health.storage === 'DSK-101' ? 'DSK-101' : 'enough',
      simulated: (await ask('dock')).ok,
    };
  } catch (error) {
    // `fetch` and `json` reject with these where nobody listens or another program does.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) return null;
    throw error;
  }
}

const isHealth = (value: unknown): value is Pick<RunningKiosk, 'ready' | 'devices'> & { readonly storage?: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'ready' in value &&
  'devices' in value &&
  typeof value.devices === 'object';
