import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type Access, dropAccess, readAccess } from './access-file.ts';
import { isSameSecret, makeSecret, normaliseSecret } from './secret.ts';

/** Wrong codes after which the code that was made is worth nothing. */
const MOST_TRIES = 5;
/** How long a page may come back after it was let in, in ms. */
export const SESSION_MS = 30 * 60_000;

export interface GateOptions {
  readonly ledgerFile: string;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Seconds since the machine was started. */
  readonly uptime: () => number;
  readonly boot: string;
}

/** Who may look at the technician's page. */
export function createGate(options: GateOptions) {
  const { ledgerFile, clock, uptime, boot } = options;
  let tries = 0;
  let triedFor = '';
  let session: { readonly token: string; readonly until: number } | null = null;
  const takenOver = emitter<void>();

  const holds = (access: Access): boolean => access.boot === boot && uptime() <= access.untilUptime;

  /** Tries count for one code: who makes another has shown again that it is his kiosk. */
  function mayTry(access: Access): boolean {
    if (access.code !== triedFor) tries = 0;
    triedFor = access.code;
    tries += 1;
    return tries <= MOST_TRIES;
  }

  return {
    /** A code opens once, as it was made or as somebody types it. Gives what a page comes back with, or `null`. */
    enter(code: string): string | null {
      const access = readAccess(ledgerFile);
      if (!access) return null;
      if (!holds(access) || !mayTry(access)) {
        dropAccess(ledgerFile);
        return null;
      }
      if (!isSameSecret(normaliseSecret(code), access.code)) return null;
      dropAccess(ledgerFile);
      const token = makeSecret(options.randomBytes);
      session = { token, until: clock.now() + SESSION_MS };
      takenOver.emit();
      return token;
    },
    /** Whether this is what the newest code gave, and is not too old. */
    resume: (shown: string): boolean =>
      session !== null && isSameSecret(shown, session.token) && session.until > clock.now(),
    /** Somebody else was let in: what was given before is worth nothing any more. */
    onTakenOver: takenOver.on,
  };
}

export type Gate = ReturnType<typeof createGate>;
