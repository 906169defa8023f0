import type { Profile } from '../../device/config/profile.ts';
import type { AnyCode } from '../../device/troubles/troubles.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { adviceOf } from '../devices/open-device.ts';
import type { FindTrouble, FoundDevice } from './found.ts';

/** What confirming needs: time, an end that somebody gives it, and a line of what is waited for. */
export interface ConfirmIo {
  readonly clock: Clock;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  readonly commonNote: string;
  /** Of the kiosk of this machine, where there is one: nothing is touched while a sale of it is in doubt. */
  readonly profile?: Profile;
}

/** A device did what it was asked for in front of somebody's eyes. */
export interface Confirmed {
  readonly device: FoundDevice;
  /** As a `Proposal` has them, with what was learnt meanwhile: a speed, a dialect. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly evidence: string;
}

export type Confirmation = Result<Confirmed, FindTrouble>;

/** How long a person may take to find the document that is asked for. */
const SHOW_MS = 60_000;

/** What went wrong, with the fix of its code. */
export interface Failed {
  readonly ok: false;
  readonly error: FindTrouble;
}

export const troubleOf = (code: AnyCode, found: string): Failed => err({ code, found, fix: adviceOf(code) });

/**
 * The first of several devices that does something; all are let go then. `silent` is what it means when none did within the time that
 * a person has, or none can be listened to.
 */
export async function firstOf(
  io: ConfirmIo,
  listen: readonly ((stop: AbortSignal) => Promise<Confirmation | null>)[],
  silent: FindTrouble,
): Promise<Confirmation> {
  const stop = new AbortController();
  const end = () => stop.abort();
  io.signal.addEventListener('abort', end, { once: true });
  const all = listen.map((each) => each(stop.signal));
  const answers = all.map((each) => each.then((heard) => heard ?? new Promise<never>(() => undefined)));
  const late = pause(io.clock, SHOW_MS, stop.signal).then((): Confirmation => err(silent));
  const none = Promise.all(all).then((heard) =>
    heard.every((each) => each === null) ? err(silent) : new Promise<never>(() => undefined),
  );
  const first = await Promise.race([...answers, none, late]);
  end();
  io.signal.removeEventListener('abort', end);
  await Promise.all(all);
  return first;
}

export const confirmed = (
  device: FoundDevice,
  settings: Readonly<Record<string, unknown>>,
  evidence: string,
): Confirmation => ok({ device, settings, evidence });

/** The settings that were proposed for a role. */
export const settingsFor = (device: FoundDevice, role: string): Readonly<Record<string, unknown>> =>
  device.proposals.find((proposal) => proposal.role === role)?.settings ?? {};
