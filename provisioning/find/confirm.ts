import type { Profile } from '../../device/config/profile.ts';
import type { AnyTroubleCode } from '../../device/troubles/troubles.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { adviceOf } from '../devices/open-device.ts';
import type { FindTrouble, FoundDevice } from './found.ts';

export interface ConfirmIo {
  readonly clock: Clock;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
  readonly commonNote: string;
  /** Profile of this machine's kiosk. While a sale of this kiosk is in doubt, no port is used. */
  readonly profile?: Profile;
}

export interface DeviceConfirmation {
  readonly device: FoundDevice;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly evidence: string;
}

export type ConfirmationResult = Result<DeviceConfirmation, FindTrouble>;

/** ms in which a person must find and show the document. */
const SHOW_MS = 60_000;

export interface ConfirmationFailure {
  readonly ok: false;
  readonly error: FindTrouble;
}

export const confirmationTrouble = (code: AnyTroubleCode, found: string): ConfirmationFailure =>
  err({ code, found, fix: adviceOf(code) });

/**
 * Returns the first of several devices that acts, and closes all. `silent`: error if no device acts within `SHOW_MS`, or none can be
 * opened.
 */
export async function firstDeviceToAct(
  io: ConfirmIo,
  listen: readonly ((stop: AbortSignal) => Promise<ConfirmationResult | null>)[],
  silent: FindTrouble,
): Promise<ConfirmationResult> {
  const stop = new AbortController();
  const end = () => stop.abort();
  io.signal.addEventListener('abort', end, { once: true });
  const all = listen.map((each) => each(stop.signal));
  const answers = all.map((each) => each.then((heard) => heard ?? new Promise<never>(() => undefined)));
  const late = pause(io.clock, SHOW_MS, stop.signal).then((): ConfirmationResult => err(silent));
  const none = Promise.all(all).then((heard) =>
    heard.every((each) => each === null) ? err(silent) : new Promise<never>(() => undefined),
  );
  const first = await Promise.race([...answers, none, late]);
  end();
  io.signal.removeEventListener('abort', end);
  await Promise.all(all);
  return first;
}

export const confirmationOf = (
  device: FoundDevice,
  settings: Readonly<Record<string, unknown>>,
  evidence: string,
): ConfirmationResult => ok({ device, settings, evidence });

export const settingsFor = (device: FoundDevice, role: string): Readonly<Record<string, unknown>> =>
  device.proposals.find((proposal) => proposal.role === role)?.settings ?? {};
