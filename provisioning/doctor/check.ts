import type { OfficeTls } from '../../device/back-office/identity.ts';
import type { Profile } from '../../device/config/profile.ts';
import type { ConfigTrouble } from '../../device/config/trouble.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Result } from '../../drivers/result.ts';
import type { RunningKiosk } from '../command/running-kiosk.ts';
import type { Machine } from './machine-port.ts';
import type { OfficeAnswer } from './office-ask.ts';
import type { ProgramPort } from './program-port.ts';
import type { Units } from './units.ts';

/** In this order they are printed. */
export const GROUPS = {
  clock: 'The clock',
  program: 'The program and its files',
  machine: 'The machine',
  permissions: 'Who may read and write what',
  root: 'Who may become root',
  devices: 'The devices of the profile',
  units: 'The units of systemd',
  glass: 'The screen and its browser',
  closed: 'What keeps people out of the machine',
  files: 'What the files of the machine say, now and at the next start',
  office: 'The back office',
  ledger: 'The ledger and what lies beside it',
  log: 'The log',
} as const;

export type Group = keyof typeof GROUPS;

/**
 * What was found. `warn`: the kiosk serves, and somebody should see to it. `skip`: it could not be looked at, or there is nothing to look
 * at; why is in `found`. `fix` is what mends it for this cause, and there for `warn` and `fail` alone.
 */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail' | 'skip';
  readonly found: string;
  readonly fix: string | null;
  readonly wire?: Wire | undefined;
}

/** A cause and its cure. */
export interface Trouble {
  readonly found: string;
  readonly fix: string;
}

/** What came from the address of a device or of the office, for the checks that judge the way to it. */
export type Wire =
  /** `error`: of the system, such as EHOSTUNREACH, or the code of the trouble. */
  | { readonly is: 'silent'; readonly error: string }
  /** Another machine may have this address. */
  | { readonly is: 'doubtful' };

export const silent = (error: string): Wire => ({ is: 'silent', error });
export const DOUBTFUL: Wire = { is: 'doubtful' };

export const good = (found: string): Finding => ({ state: 'ok', found, fix: null });
export const warning = (found: string, fix: string): Finding => ({ state: 'warn', found, fix });
export const bad = (found: string, fix: string): Finding => ({ state: 'fail', found, fix });
export const skipped = (why: string): Finding => ({ state: 'skip', found: why, fix: null });

const RANK: Readonly<Record<Finding['state'], number>> = { fail: 3, warn: 2, ok: 1, skip: 0 };

/** The worst of several as one line, with what the others of that state found; the fix is that of the first. */
export function worstOf(findings: readonly Finding[], none: string): Finding {
  const [worst] = [...findings].sort((one, other) => RANK[other.state] - RANK[one.state]);
  if (!worst) return skipped(none);
  const alike = findings.filter(({ state }) => state === worst.state);
  return { ...worst, found: [...new Set(alike.map(({ found }) => found))].join('; ') };
}

/** More are counted. */
const MOST_NAMED = 4;

/** Several things of one finding. */
export const named = (all: readonly string[], most = MOST_NAMED): string =>
  `${all.slice(0, most).join('; ')}${all.length > most ? `; and ${all.length - most} more` : ''}`;

/** What a check may ask. */
export interface CheckContext {
  readonly machine: Machine;
  readonly program: ProgramPort;
  readonly clock: Clock;
  readonly profileFile: string;
  /** What is in it; `null` where it does not load. */
  readonly profile: Profile | null;
  /**
   * Why it does not load. `not-permitted`: the profile belongs to the installed kiosk, and this user may not read it. `not-provisioned`:
   * the package is installed, but this machine has not been made a kiosk yet.
   */
  readonly profileTrouble: ConfigTrouble | 'not-permitted' | 'not-provisioned' | null;
  /** The profile is that of a kiosk which the package has installed here. */
  readonly installed: boolean;
  /** There is a profile of an installed kiosk. */
  readonly provisioned: boolean;
  /** The kiosk that runs at the port of the profile with the same kind of devices, asked once. */
  readonly kiosk: () => Promise<RunningKiosk | null>;
  /** The kiosk that runs at this port, with any devices. */
  readonly anyKiosk: () => Promise<RunningKiosk | null>;
  /** What this kiosk shows to its office, and believes of it: read once, because a credential may have to be decrypted. */
  readonly officeTls: () => Result<OfficeTls, ConfigTrouble>;
  /** The answer of the back office, asked once; `null` where there is none, or the office is simulated. */
  readonly office: () => Promise<OfficeAnswer | null>;
  /** Why the clock of this machine is wrong; `null` where nothing speaks against it. */
  readonly clockTrouble: () => Promise<Trouble | null>;
  /** Ids of checks that did not end in time: `runChecks` adds them, and `answers` names them. */
  readonly lateChecks: Set<string>;
  /** `null` where systemd does not run. */
  readonly units: () => Promise<Units | null>;
  /** It was provisioned since the last start of the machine, and its screen does not run. */
  readonly awaitsStart: () => Promise<boolean>;
}

/** One entry of the list `CHECKS`: the run, the page of the docs and the matrix of the tests derive from it. */
export interface CheckSpec {
  /** Stable. */
  readonly id: string;
  readonly group: Group;
  /** What is looked at. */
  readonly title: string;
  /** What it has to be. */
  readonly expected: string;
  /** Only of a kiosk that the package has installed: a laptop is not red for it. */
  readonly onlyInstalled?: true;
  /** It judges what the others met, and looks after all of them. */
  readonly looksLast?: true;
  /** Only where the profile loads and has this; its words are why it is left out. */
  readonly look: (context: CheckContext) => Finding | Promise<Finding>;
}

/** A check of a kiosk that the package has installed. */
export const installedCheck =
  (group: Group) =>
  (check: Omit<CheckSpec, 'group' | 'onlyInstalled'>): CheckSpec => ({ ...check, group, onlyInstalled: true });

/** Of a profile that loads. */
export const ofProfile =
  (look: (profile: Profile, context: CheckContext) => Finding | Promise<Finding>): CheckSpec['look'] =>
  (context) =>
    context.profile
      ? look(context.profile, context)
      : skipped(context.profileTrouble === 'not-provisioned' ? NOT_PROVISIONED : 'the profile does not load');

export const NOT_PROVISIONED = 'this machine is not provisioned yet, see profile';

/** What was looked at, as `--json` prints it. */
export interface Check extends Omit<Finding, 'wire'>, Pick<CheckSpec, 'id' | 'group' | 'title' | 'expected'> {}
