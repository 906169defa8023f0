import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../drivers/clock.ts';
import { type Access, dropAccess, makeCode, readAccess } from './access-file.ts';

/** Wrong codes after which the code that was made is worth nothing. */
const MOST_TRIES = 5;
/** How long a page may come back after its connection was lost, in ms. */
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
export interface Gate {
  /** A code opens once. Gives what a page comes back with, or `null`. */
  enter(code: string): string | null;
  resume(session: string): boolean;
}

export function createGate(options: GateOptions): Gate {
  const { ledgerFile, clock, uptime, boot } = options;
  let tries = 0;
  let triedFor = '';
  let sessions: readonly { readonly token: string; readonly until: number }[] = [];

  const holds = (access: Access): boolean => access.boot === boot && uptime() <= access.untilUptime;

  /** Tries count for one code: who makes another has shown again that it is his kiosk. */
  function mayTry(access: Access): boolean {
    if (access.code !== triedFor) tries = 0;
    triedFor = access.code;
    tries += 1;
    return tries <= MOST_TRIES;
  }

  return {
    enter(code) {
      const access = readAccess(ledgerFile);
      if (!access) return null;
      if (!holds(access) || !mayTry(access)) {
        dropAccess(ledgerFile);
        return null;
      }
      if (!same(code, access.code)) return null;
      dropAccess(ledgerFile);
      const token = makeCode(options.randomBytes);
      sessions = [...sessions.filter(({ until }) => until > clock.now()), { token, until: clock.now() + SESSION_MS }];
      return token;
    },
    resume: (session) => sessions.some(({ token, until }) => same(session, token) && until > clock.now()),
  };
}

/** Takes as long for a code that is nearly right as for any other. */
function same(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
