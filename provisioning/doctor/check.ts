import type { OfficeTls } from '../../device/back-office/identity.ts';
import type { Profile } from '../../device/config/profile.ts';
import type { ConfigTrouble } from '../../device/config/trouble.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { Result } from '../../drivers/result.ts';
import type { RunningKioskStatus } from '../command/running-kiosk.ts';
import type { MachineAccess } from './machine-port.ts';
import type { OfficeAnswer } from './office-ask.ts';
import type { ProgramPort } from './program-port.ts';
import type { SystemdUnits } from './units.ts';

export const CHECK_GROUPS = {
  clock: 'The clock',
  program: 'The program and its files',
  machine: 'The machine',
  permissions: 'Rights on files',
  root: 'Who may become root',
  devices: 'The devices of the profile',
  units: 'The units of systemd',
  glass: 'The screen and its browser',
  closed: 'What keeps people out of the machine',
  files: 'Settings of the machine, now and at the next start',
  office: 'The back office',
  ledger: 'The ledger and the files beside it',
  log: 'The log',
} as const;

export type CheckGroup = keyof typeof CHECK_GROUPS;

/** `warn`: the kiosk serves, but a technician should act. `skip`: not checked, or nothing to check. `fix`: only with `warn` and `fail`. */
export interface CheckFinding {
  readonly state: 'ok' | 'warn' | 'fail' | 'skip';
  readonly found: string;
  readonly fix: string | null;
  readonly wire?: AddressTrouble | undefined;
}

export interface FoundTrouble {
  readonly found: string;
  readonly fix: string;
}

export type AddressTrouble =
  /** `error`: code of the system, such as EHOSTUNREACH, or of the trouble. */
  { readonly is: 'silent'; readonly error: string } | { readonly is: 'doubtful' };

export const silentAddress = (error: string): AddressTrouble => ({ is: 'silent', error });
export const DOUBTFUL_ADDRESS: AddressTrouble = { is: 'doubtful' };

export const good = (found: string): CheckFinding => ({ state: 'ok', found, fix: null });
export const warning = (found: string, fix: string): CheckFinding => ({ state: 'warn', found, fix });
export const bad = (found: string, fix: string): CheckFinding => ({ state: 'fail', found, fix });
export const skipped = (why: string): CheckFinding => ({ state: 'skip', found: why, fix: null });

const RANK: Readonly<Record<CheckFinding['state'], number>> = { fail: 3, warn: 2, ok: 1, skip: 0 };

/** One finding from several: the worst state, all findings of this state in one line, and the fix of the first. */
export function worstOf(findings: readonly CheckFinding[], none: string): CheckFinding {
  const [worst] = [...findings].sort((one, other) => RANK[other.state] - RANK[one.state]);
  if (!worst) return skipped(none);
  const alike = findings.filter(({ state }) => state === worst.state);
  return { ...worst, found: [...new Set(alike.map(({ found }) => found))].join('; ') };
}

const MOST_NAMED = 4;

export const listShort = (all: readonly string[], most = MOST_NAMED): string =>
  `${all.slice(0, most).join('; ')}${all.length > most ? `; and ${all.length - most} more` : ''}`;

export interface CheckContext {
  readonly machine: MachineAccess;
  readonly program: ProgramPort;
  readonly clock: Clock;
  readonly profileFile: string;
  readonly profile: Profile | null;
  /**
   * `not-permitted`: this user may not read the installed kiosk's profile. `not-provisioned`: the package is installed, but the machine is
   * no kiosk yet.
   */
  readonly profileTrouble: ConfigTrouble | 'not-permitted' | 'not-provisioned' | null;
  readonly installed: boolean;
  readonly provisioned: boolean;
  /** Asked once. `null` also if only one of kiosk and profile has simulated devices. */
  readonly kiosk: () => Promise<RunningKioskStatus | null>;
  /** The kiosk at the profile's port, whether its devices are simulated or not. */
  readonly anyKiosk: () => Promise<RunningKioskStatus | null>;
  /** Read once: a credential may need decryption. */
  readonly officeTls: () => Result<OfficeTls, ConfigTrouble>;
  /** Asked once; `null`: no answer, or a simulated office. */
  readonly office: () => Promise<OfficeAnswer | null>;
  readonly clockTrouble: () => Promise<FoundTrouble | null>;
  /** Checks that did not end in time: `answers` names them. */
  readonly lateChecks: Set<string>;
  /** `null` if systemd does not run. */
  readonly units: () => Promise<SystemdUnits | null>;
  readonly awaitsStart: () => Promise<boolean>;
}

export interface CheckSpec {
  readonly id: string;
  readonly group: CheckGroup;
  readonly title: string;
  readonly expected: string;
  /** On a laptop this check must not fail. */
  readonly onlyInstalled?: true;
  readonly looksLast?: true;
  readonly look: (context: CheckContext) => CheckFinding | Promise<CheckFinding>;
}

export const installedCheck =
  (group: CheckGroup) =>
  (check: Omit<CheckSpec, 'group' | 'onlyInstalled'>): CheckSpec => ({ ...check, group, onlyInstalled: true });

export const withProfile =
  (look: (profile: Profile, context: CheckContext) => CheckFinding | Promise<CheckFinding>): CheckSpec['look'] =>
  (context) =>
    context.profile
      ? look(context.profile, context)
      : skipped(context.profileTrouble === 'not-provisioned' ? NOT_PROVISIONED : 'the profile does not load');

export const NOT_PROVISIONED = 'this machine is not provisioned yet, see profile';

export interface CheckResult
  extends Omit<CheckFinding, 'wire'>,
    Pick<CheckSpec, 'id' | 'group' | 'title' | 'expected'> {}
