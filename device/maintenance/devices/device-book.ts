import { DEVICE_KIND_IDS, type DeviceKind } from '../../../drivers/device-kinds.ts';
import type { DeviceState } from '../../../drivers/device-status.ts';
import { emitter } from '../../../drivers/emitter.ts';
import type { DegradedDevices } from '../../degradation/monitor.ts';
import type { DeviceTestId, DeviceTestOutcome } from './contract.ts';

/** Counts of one device since the last maintenance, and its last trouble of any time. No data of a person. */
interface DeviceRecord {
  /** `null`: none yet. `at`: local time, `YYYY-MM-DDTHH:MM`; `null`: the clock was not set. */
  readonly last: { readonly code: string; readonly at: string | null } | null;
  readonly troubles: number;
  readonly uses: number;
}

type DeviceRecords = Readonly<Partial<Record<DeviceKind, DeviceRecord>>>;

const NOTHING: DeviceRecord = { last: null, troubles: 0, uses: 0 };

/** Uses between two writes to the disk: a crash loses fewer. */
const USES_A_WRITE = 20;

interface BookOptions {
  readonly memo: { load(): DeviceRecords | undefined; save(value: DeviceRecords): void };
  readonly localTime: () => string | null;
}

/** Last trouble and counters of each device. Stored at each new trouble, and every `USES_A_WRITE` uses. */
export function openDeviceBook({ memo, localTime }: BookOptions) {
  let records: DeviceRecords = readable(memo.load());
  let present: Readonly<Partial<Record<DeviceKind, string>>> = {};
  let unsaved = 0;
  const changed = emitter<void>();

  function put(kind: DeviceKind, change: Partial<DeviceRecord>, isUrgent: boolean): void {
    records = { ...records, [kind]: { ...(records[kind] ?? NOTHING), ...change } };
    unsaved += 1;
    if (isUrgent || unsaved >= USES_A_WRITE) {
      memo.save(records);
      unsaved = 0;
    }
    changed.emit();
  }

  return {
    of: (kind: DeviceKind): DeviceRecord => records[kind] ?? NOTHING,
    /** Gets the present troubles by kind; a code that the kind did not have before counts. */
    troubles(now: Readonly<Partial<Record<DeviceKind, string>>>): void {
      const before = present;
      present = now;
      for (const kind of DEVICE_KIND_IDS) {
        const code = now[kind];
        if (code === undefined || code === before[kind]) continue;
        const { troubles } = records[kind] ?? NOTHING;
        put(kind, { last: { code, at: localTime() }, troubles: troubles + 1 }, true);
      }
    },
    used(kind: DeviceKind): void {
      put(kind, { uses: (records[kind] ?? NOTHING).uses + 1 }, false);
    },
    /** The end of a maintenance begins a new count; the last trouble stays. */
    beginAgain(): void {
      records = Object.fromEntries(
        Object.entries(records).map(([kind, { last }]) => [kind, { ...NOTHING, last }]),
      ) as DeviceRecords;
      memo.save(records);
      changed.emit();
    },
    onChange: changed.on,
  };
}

export type DeviceBook = ReturnType<typeof openDeviceBook>;

/** Malformed entries are dropped. */
function readable(memo: unknown): DeviceRecords {
  if (typeof memo !== 'object' || memo === null) return {};
  const good = ([kind, its]: [string, DeviceRecord]) =>
    DEVICE_KIND_IDS.some((id) => id === kind) && Number.isFinite(its?.troubles) && Number.isFinite(its?.uses);
  return Object.fromEntries(Object.entries(memo as Record<string, DeviceRecord>).filter(good));
}

export interface DeviceRow {
  readonly id: DeviceTestId | DeviceKind;
  /** `null`: lights and sound, which report no state. */
  readonly state: DeviceState | null;
  /** Code of the present trouble. */
  readonly trouble: string | null;
  readonly degraded: 'degraded' | 'withdrawn' | null;
  readonly last: DeviceRecord['last'];
  readonly troubles: number;
  readonly uses: number;
  readonly canTest: boolean;
  /** Result of the newest test since the process started. */
  readonly tested: DeviceTestOutcome | null;
  /** USB ids of a refused device in its socket, which may be let in; `null`: none. */
  readonly newcomer: string | null;
}

interface RowsFrom {
  readonly states: Readonly<Partial<Record<DeviceKind, DeviceState>>>;
  readonly troubles: Readonly<Partial<Record<DeviceKind, string>>>;
  readonly degraded: DegradedDevices;
  readonly book: Pick<DeviceBook, 'of'>;
  readonly tests: readonly DeviceTestId[];
  readonly tested: Readonly<Partial<Record<DeviceTestId, DeviceTestOutcome>>>;
  readonly newcomers: Readonly<Partial<Record<DeviceKind, string>>>;
}

/** Devices of the profile in the order of their table, then lights and sound. */
export function deviceRows(from: RowsFrom): readonly DeviceRow[] {
  const { states, troubles, degraded, book, tests, tested, newcomers } = from;
  const kinds = DEVICE_KIND_IDS.filter((kind) => states[kind] !== undefined).map((kind): DeviceRow => {
    const test = tests.find((id) => id === (kind === 'chipReader' ? 'reader' : kind));
    return {
      id: kind,
      state: states[kind] ?? null,
      trouble: troubles[kind] ?? null,
      degraded: degraded[kind]?.level ?? null,
      ...book.of(kind),
      canTest: test !== undefined,
      tested: (test && tested[test]) ?? null,
      newcomer: newcomers[kind] ?? null,
    };
  });
  const others = tests.filter((id) => !DEVICE_KIND_IDS.some((kind) => kind === id));
  return [
    ...kinds,
    ...others.map(
      (id): DeviceRow => ({
        ...NOTHING,
        id,
        state: null,
        trouble: null,
        degraded: null,
        canTest: true,
        tested: tested[id] ?? null,
        newcomer: null,
      }),
    ),
  ];
}
