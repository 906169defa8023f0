export interface TraceView {
  readonly startedAt: string;
  readonly end: 'kiosk' | 'device';
  readonly devices: Readonly<Record<string, { readonly driver: string; readonly prints: boolean }>>;
  readonly steps: readonly TraceStep[];
}

export interface TraceStep {
  /** Milliseconds since recording began. */
  readonly at: number;
  readonly device: string;
  readonly kind: 'in' | 'out' | 'link' | 'call' | 'outcome';
  /** Otherwise empty. */
  readonly hex: string;
  /** Empty: the chunk ends no frame. */
  readonly lines: readonly { readonly meaning: string; readonly discarded: boolean }[];
  readonly state: TracedDeviceState;
}

export interface TracedDeviceState {
  readonly link: 'unknown' | 'open' | 'closed';
  /** Calls of the driver that have not ended. */
  readonly asked: readonly string[];
  /** Last decoded message of either side. */
  readonly said: string | null;
  /** `null`: no printer. */
  readonly papers: { readonly cut: number; readonly hangingMm: number } | null;
}

export const INITIAL_DEVICE_STATE: TracedDeviceState = { link: 'unknown', asked: [], said: null, papers: null };

/** State of each device after `count` steps. */
export function tracedDevicesAfter(
  { devices, steps }: TraceView,
  count: number,
): Readonly<Record<string, TracedDeviceState>> {
  const known: Record<string, TracedDeviceState> = {};
  for (const [name, { prints }] of Object.entries(devices)) {
    known[name] = { ...INITIAL_DEVICE_STATE, papers: prints ? { cut: 0, hangingMm: 0 } : null };
  }
  for (const { device, state } of steps.slice(0, count)) known[device] = state;
  return known;
}
