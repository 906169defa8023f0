import { type EventObject, fromCallback, fromPromise } from 'xstate';
import { resultOrAborted, withTimeout } from '../../../drivers/abort.ts';
import type { Clock } from '../../../drivers/clock.ts';
import type { DeviceKind } from '../../../drivers/device-kinds.ts';
import type { DeviceState } from '../../../drivers/device-status.ts';
import { err } from '../../../drivers/result.ts';
import type { Steward, StewardAnswer } from '../machine/steward.ts';
import type { DeviceAdmissionInput } from './let-in.machine.ts';

interface Watched {
  status(): { readonly device: DeviceState };
  onStatus(listener: () => void): () => void;
}

export interface DeviceAdmissionParts {
  readonly steward: Steward;
  readonly clock: Clock;
  /** Device of a kind, as the kiosk's driver reports it; `undefined`: not fitted. */
  readonly device: (kind: DeviceKind) => Watched | undefined;
  /** Resolves when no test runs: a device is not blocked while it holds a sale or a note. */
  readonly untilTested: () => Promise<unknown>;
  /** Opens the device in this USB socket in place of the profile's link; `null`: the profile's link again. */
  readonly substitute: (kind: DeviceKind, socket: string | null) => void;
}

export function deviceAdmissionActors({ steward, clock, device, untilTested, substitute }: DeviceAdmissionParts) {
  /** Devices that were tried, and neither kept nor blocked. Each try has its own symbol. */
  const untested = new Map<DeviceKind, symbol>();
  const block = (kind: DeviceKind): Promise<StewardAnswer> => {
    untested.delete(kind);
    substitute(kind, null);
    return steward(`drop ${kind}`);
  };
  return {
    guard: fromCallback<EventObject, DeviceAdmissionInput>(({ input: { kind } }) => () => {
      const tried = untested.get(kind);
      if (!tried) return;
      void untilTested().then(() => {
        if (untested.get(kind) === tried) void block(kind);
      });
    }),
    tryDevice: fromPromise<StewardAnswer, DeviceAdmissionInput>(async ({ input: { kind }, signal }) => {
      // A test that a closed page left running is about the former device.
      await untilTested();
      if (signal.aborted) return err({ code: 'SVC-107', found: 'the page was closed' });
      const answer = await steward(`try ${kind}`);
      if (!answer.ok) return answer;
      untested.set(kind, Symbol());
      if (signal.aborted) void block(kind);
      else if (answer.value.socket !== undefined) substitute(kind, answer.value.socket);
      return answer;
    }),
    appears: fromPromise<boolean, DeviceAdmissionInput & { readonly limitMs: number }>(
      ({ input: { kind, limitMs }, signal }) =>
        withTimeout(clock, limitMs, [signal], (both) => comesOnline(device(kind), both)),
    ),
    // The substitute link stays until the next start, which reads the new profile.
    keepDevice: fromPromise<StewardAnswer, DeviceAdmissionInput>(async ({ input: { kind }, signal }) => {
      untested.delete(kind);
      const answer = await steward(`keep ${kind}`);
      if (!answer.ok && signal.aborted) void block(kind);
      else if (!answer.ok) untested.set(kind, Symbol());
      return answer;
    }),
    dropDevice: fromPromise<StewardAnswer, DeviceAdmissionInput>(({ input: { kind } }) => block(kind)),
  };
}

async function comesOnline(device: Watched | undefined, signal: AbortSignal): Promise<boolean> {
  if (!device) return false;
  let off = () => {};
  const online = new Promise<true>((resolve) => {
    const look = () => {
      if (device.status().device === 'online') resolve(true);
    };
    off = device.onStatus(look);
    look();
  });
  const came = await resultOrAborted(online, signal);
  off();
  return came === true;
}
