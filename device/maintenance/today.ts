import { DEVICE_KIND_IDS, type DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { MaintenancePageHost, OpenedMaintenancePage } from './desk.ts';
import { byCount, type Incidents } from './incidents.ts';

/** One thing to do now. `value`: of the touch that opens its guide. */
export interface MaintenanceJob {
  readonly value: string;
  readonly name: MaintenanceJobName;
  readonly minutes: number;
  readonly isUrgent: boolean;
}

export const MAINTENANCE_JOB_NAMES = ['new-roll', 'cassette', 'stuck-note'] as const;
export type MaintenanceJobName = (typeof MAINTENANCE_JOB_NAMES)[number];

export interface DeviceStateAndTrouble {
  readonly kind: DeviceKind;
  readonly state: DeviceState;
  readonly trouble: string | null;
}

export interface VisitFigures {
  /** Local time of the last maintenance, `YYYY-MM-DDTHH:MM`; `null`: none yet, or the clock was not set. */
  readonly since: string | null;
  readonly lodged: number;
  readonly completed: number;
  readonly cash: Qepik;
  readonly card: Qepik;
  readonly open: number;
}

export interface CountedTrouble {
  readonly code: string;
  readonly count: number;
}

export interface DeviceLossCount {
  readonly kind: DeviceKind;
  readonly count: number;
}

/** Age of the software and rest of the certificate, in days. `null`: unknown, or the kiosk has none. */
export interface SoftwareAndCertificateAges {
  readonly softwareDays: number | null;
  readonly certificateDays: number | null;
}

/** Stock with its end. `left`: 0 to 1. `days`: until it ends at the present use; `null`: unknown. */
export interface PaperRollForecast {
  readonly left: number;
  readonly days: number | null;
}

export interface TodayPage {
  readonly page: 'today';
  readonly tab: 'today';
  readonly jobs: readonly MaintenanceJob[];
  readonly figures: VisitFigures;
  /** `null`: the length of the roll or its rest is unknown. */
  readonly paper: PaperRollForecast | null;
  readonly devices: readonly DeviceStateAndTrouble[];
  /** Most frequent first. */
  readonly troubles: readonly CountedTrouble[];
  readonly away: readonly DeviceLossCount[];
  readonly version: string;
  readonly ages: SoftwareAndCertificateAges;
}

export interface TodayFacts {
  readonly figures: () => VisitFigures;
  readonly paper: () => PaperRollForecast | null;
  readonly devices: () => readonly DeviceStateAndTrouble[];
  readonly incidents: () => Incidents;
  readonly version: string;
  readonly ages: () => SoftwareAndCertificateAges;
  readonly onChange: (listener: () => void) => () => void;
}

/** Minutes of each job: estimated, not measured. */
const ROLL_MINUTES = 4;
const CASSETTE_MINUTES = 10;
const STUCK_NOTE_MINUTES = 3;
/** A stuck or doubtful note: `BIL-105` in the path, `BIL-106` in the cassette, `BIL-110` to be counted. */
const NOTE_TROUBLES: ReadonlySet<string> = new Set(['BIL-105', 'BIL-106', 'BIL-110']);
/** Rest of the roll, as a share, below which a new roll is urgent. */
const LITTLE_PAPER = 0.2;
/** Days of paper below which a new roll is urgent: it may not last until tomorrow. */
const FEW_DAYS = 1;
/** Troubles that the page shows: the rest is in `asan-kiosk maintenance today`. */
const SHOWN_TROUBLES = 5;

export function openTodayPage(facts: TodayFacts, host: MaintenancePageHost): OpenedMaintenancePage {
  const unfollow = facts.onChange(host.changed);
  return {
    view() {
      const devices = facts.devices();
      const paper = facts.paper();
      const { troubles, away } = facts.incidents();
      return {
        page: 'today',
        tab: 'today',
        jobs: jobsOf(devices, paper),
        figures: facts.figures(),
        paper,
        devices,
        troubles: byCount(troubles)
          .slice(0, SHOWN_TROUBLES)
          .map(([code, count]) => ({ code, count })),
        away: DEVICE_KIND_IDS.flatMap((kind) => (away[kind] === undefined ? [] : [{ kind, count: away[kind] }])),
        version: facts.version,
        ages: facts.ages(),
      };
    },
    take: () => undefined,
    close: unfollow,
  };
}

/** Urgent jobs first. */
function jobsOf(devices: readonly DeviceStateAndTrouble[], paper: PaperRollForecast | null): readonly MaintenanceJob[] {
  const printer = devices.find(({ kind }) => kind === 'printer');
  const isShort = paper !== null && (paper.left < LITTLE_PAPER || (paper.days !== null && paper.days < FEW_DAYS));
  const rollIsUrgent = printer?.trouble === 'PRN-111' || isShort;
  const roll = jobOf('new-roll', ROLL_MINUTES, rollIsUrgent);
  const validator = devices.find(({ kind }) => kind === 'billValidator');
  if (!validator) return [roll];
  const isFull = validator.trouble === 'BIL-103' || validator.trouble === 'BIL-104';
  const isStuck = NOTE_TROUBLES.has(validator.trouble ?? '');
  const jobs = [roll, jobOf('cassette', CASSETTE_MINUTES, isFull), jobOf('stuck-note', STUCK_NOTE_MINUTES, isStuck)];
  return [...jobs.filter(({ isUrgent }) => isUrgent), ...jobs.filter(({ isUrgent }) => !isUrgent)];
}

const jobOf = (name: MaintenanceJobName, minutes: number, isUrgent: boolean): MaintenanceJob => ({
  value: `job:${name}`,
  name,
  minutes,
  isUrgent,
});
