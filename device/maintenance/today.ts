import type { DeviceKind } from '../../drivers/device-kinds.ts';
import type { DeviceState } from '../../drivers/device-status.ts';
import type { Qepik } from '../../drivers/money.ts';
import type { OpenPage, PageHost } from './desk.ts';

/** One thing to do now. `value`: of the touch that opens its guide. */
export interface Job {
  readonly value: string;
  readonly name: JobName;
  /** Estimated minutes of work. */
  readonly minutes: number;
  readonly isUrgent: boolean;
}

export const JOB_NAMES = ['new-roll'] as const;
export type JobName = (typeof JOB_NAMES)[number];

export interface DeviceSign {
  readonly kind: DeviceKind;
  readonly state: DeviceState;
  readonly trouble: string | null;
}

/** Numbers since the last maintenance. */
export interface VisitFigures {
  /** Local time of the last maintenance, `YYYY-MM-DDTHH:MM`; `null`: none yet. */
  readonly since: string | null;
  readonly lodged: number;
  readonly completed: number;
  readonly cash: Qepik;
  readonly card: Qepik;
  /** Applications whose money is not settled. */
  readonly open: number;
}

/** Stock with its end. `left`: 0 to 1. `days`: until it ends at the present use; `null`: no use yet. */
export interface StockForecast {
  readonly left: number;
  readonly days: number | null;
}

export interface TodayPage {
  readonly page: 'today';
  readonly tab: 'today';
  readonly jobs: readonly Job[];
  readonly figures: VisitFigures;
  /** `null`: the length of the roll is unknown. */
  readonly paper: StockForecast | null;
  readonly devices: readonly DeviceSign[];
  readonly version: string;
}

export interface TodayFacts {
  readonly figures: () => VisitFigures;
  readonly paper: () => StockForecast | null;
  readonly devices: () => readonly DeviceSign[];
  readonly version: string;
  readonly onChange: (listener: () => void) => () => void;
}

/** Estimated, not measured. */
const ROLL_MINUTES = 4;
/** Share of a roll below which the roll is the first job. */
const LITTLE_PAPER = 0.2;

export function openToday(facts: TodayFacts, host: PageHost): OpenPage {
  const unfollow = facts.onChange(host.changed);
  return {
    view() {
      const devices = facts.devices();
      const paper = facts.paper();
      return {
        page: 'today',
        tab: 'today',
        jobs: jobsOf(devices, paper),
        figures: facts.figures(),
        paper,
        devices,
        version: facts.version,
      };
    },
    take: () => undefined,
    close: unfollow,
  };
}

function jobsOf(devices: readonly DeviceSign[], paper: StockForecast | null): readonly Job[] {
  const printer = devices.find(({ kind }) => kind === 'printer');
  const isUrgent = printer?.trouble === 'PRN-111' || (paper !== null && paper.left < LITTLE_PAPER);
  return [{ value: 'job:new-roll', name: 'new-roll', minutes: ROLL_MINUTES, isUrgent }];
}
