import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';

/** Counts since the last maintenance: `troubles` by code, `away` by kind. */
export interface Incidents {
  readonly troubles: Readonly<Record<string, number>>;
  readonly away: Readonly<Partial<Record<DeviceKind, number>>>;
}

export const NO_INCIDENTS: Incidents = { troubles: {}, away: {} };

/** As in `/healthz`. */
export interface DevicesAndTroubles {
  readonly devices: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  readonly troubles?: Readonly<Partial<Record<DeviceKind, string>>>;
}

interface IncidentStore {
  load(): Incidents | undefined;
  save(value: Incidents): void;
}

/** Counts troubles and losses of devices. Each change is saved, so a restart forgets none. */
export function countIncidents(store: IncidentStore) {
  let counted = store.load() ?? NO_INCIDENTS;
  let before: DevicesAndTroubles | null = null;
  const keep = (next: Incidents): void => {
    counted = next;
    store.save(next);
  };
  return {
    /** To be called after each change. The first call counts troubles that stand already. */
    look(now: DevicesAndTroubles): void {
      const next = incidentsAfter(counted, before ?? { devices: {} }, now);
      before = now;
      if (next !== counted) keep(next);
    },
    current: (): Incidents => counted,
    forget: (): void => keep(NO_INCIDENTS),
  };
}

function incidentsAfter(counted: Incidents, before: DevicesAndTroubles, now: DevicesAndTroubles): Incidents {
  const began = Object.entries(now.troubles ?? {}).filter(([kind, code]) => code !== codeOf(before, kind));
  const lost = Object.entries(now.devices).filter(
    ([kind, state]) => state !== 'online' && before.devices[kind as DeviceKind] === 'online',
  );
  if (began.length + lost.length === 0) return counted;
  return {
    troubles: oneMore(
      counted.troubles,
      began.map(([, code]) => code),
    ),
    away: oneMore(
      counted.away,
      lost.map(([kind]) => kind),
    ),
  };
}

const codeOf = ({ troubles = {} }: DevicesAndTroubles, kind: string): string | undefined =>
  troubles[kind as DeviceKind];

function oneMore(counts: Readonly<Record<string, number>>, names: readonly string[]): Readonly<Record<string, number>> {
  const next = { ...counts };
  for (const name of names) next[name] = (next[name] ?? 0) + 1;
  return next;
}

/** Most frequent first; codes of equal count by name. */
export const byCount = (counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(counts).toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
