import type { Clock } from '../../drivers/clock.ts';
import { readTypedCode } from '../../drivers/crockford.ts';
import { emitter } from '../../drivers/emitter.ts';
import { dropAccess, readAccess, type TechnicianAccess } from './access-file.ts';
import { isSameSecret, makeSecret } from './secret.ts';

const MOST_TRIES = 5;
/** Time after its admission in which a page may resume. */
export const TECHNICIAN_SESSION_MS = 30 * 60_000;

export interface GateOptions {
  readonly ledgerFile: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Seconds since the boot. */
  readonly uptime: () => number;
  readonly boot: string;
}

export function createTechnicianGate(options: GateOptions) {
  const { ledgerFile, clock, uptime, boot } = options;
  let tries = 0;
  let triedFor = '';
  let session: { readonly token: string; readonly until: number } | null = null;
  const takenOver = emitter<void>();

  const holds = (access: TechnicianAccess): boolean => access.boot === boot && uptime() <= access.untilUptime;

  /** Counts tries for each code: making a code shows access to the kiosk's computer. */
  function mayTry(access: TechnicianAccess): boolean {
    if (access.code !== triedFor) tries = 0;
    triedFor = access.code;
    tries += 1;
    return tries <= MOST_TRIES;
  }

  return {
    /** Token for resuming, or `null`. Accepts the code as made or as typed. */
    enter(code: string): string | null {
      const access = readAccess(ledgerFile);
      if (!access) return null;
      if (!holds(access) || !mayTry(access)) {
        dropAccess(ledgerFile);
        return null;
      }
      if (!isSameSecret(readTypedCode(code), access.code)) return null;
      dropAccess(ledgerFile);
      const token = makeSecret(options.randomBytes);
      session = { token, until: clock.now() + TECHNICIAN_SESSION_MS };
      takenOver.emit();
      return token;
    },
    resume: (shown: string): boolean =>
      session !== null && isSameSecret(shown, session.token) && session.until > clock.now(),
    /** Another page was admitted: earlier tokens are void. */
    onTakenOver: takenOver.on,
  };
}

export type TechnicianGate = ReturnType<typeof createTechnicianGate>;
