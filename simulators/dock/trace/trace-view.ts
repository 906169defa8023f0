/** A trace as the page shows it, step by step. */
export interface TraceView {
  readonly startedAt: string;
  readonly end: 'kiosk' | 'device';
  /** By name: what its driver is called, and whether it makes paper. */
  readonly devices: Readonly<Record<string, { readonly driver: string; readonly prints: boolean }>>;
  readonly steps: readonly TraceStep[];
}

export interface TraceStep {
  /** Milliseconds since the recording began. */
  readonly at: number;
  readonly device: string;
  readonly kind: 'in' | 'out' | 'link' | 'call' | 'outcome';
  /** Of a chunk, two digits a byte with spaces; empty for anything else. */
  readonly hex: string;
  /** Empty for a chunk that ends no frame. */
  readonly lines: readonly { readonly meaning: string; readonly discarded: boolean }[];
  /** Of its device, after this step. */
  readonly state: DeviceAt;
}

/** What can be told of a device at one moment, from its wire alone. */
export interface DeviceAt {
  readonly link: 'unknown' | 'open' | 'closed';
  /** What the driver was asked and has not ended yet. */
  readonly asked: readonly string[];
  /** The last thing either side said that made sense. */
  readonly said: string | null;
  /** Of a printer: whole papers, and what hangs out, in mm. */
  readonly papers: { readonly cut: number; readonly hangingMm: number } | null;
}

export const BEFORE_ALL: DeviceAt = { link: 'unknown', asked: [], said: null, papers: null };

/** What is known of each device after `steps` steps. */
export function devicesAfter({ devices, steps }: TraceView, count: number): Readonly<Record<string, DeviceAt>> {
  const known: Record<string, DeviceAt> = {};
  for (const [name, { prints }] of Object.entries(devices)) {
    known[name] = { ...BEFORE_ALL, papers: prints ? { cut: 0, hangingMm: 0 } : null };
  }
  for (const { device, state } of steps.slice(0, count)) known[device] = state;
  return known;
}
