import { execFile } from 'node:child_process';
import type { Clock } from '../../drivers/clock.ts';
import { emitter, onlyChanges } from '../../drivers/emitter.ts';
import type { ClockSync, SyncSource } from './kiosk-clock.ts';

/**
 * What the kernel says of its clock. Every program that sets the clock (chrony, ntpd, timesyncd) tells the kernel through adjtimex(2).
 * systemd-timedated reads it from there [org.freedesktop.timedate1(5), NTPSynchronized]; Node has no such call.
 */
export interface KernelWord {
  readonly synchronised: boolean;
  /** Whether a service that sets the clock is switched on; without one, *not synchronised* is all a good clock with a battery can say. */
  readonly hasService: boolean;
}

/** How often it is asked while it says no, in ms: a time server is found within minutes, and asking starts a process. */
export const ASK_MS = 30_000;

/** What systemd-timesyncd knows, and where it has not set the clock, what the kernel says. Once set, nobody is asked any more. */
export function withKernel(
  timesyncd: SyncSource,
  { clock, ask = askTimedated }: { readonly clock: Clock; readonly ask?: () => Promise<KernelWord | null> },
): SyncSource {
  const changed = emitter<void>();
  let word: KernelWord | null = null;
  let timer: unknown;
  let closed = false;

  const state = (): ClockSync => syncOf(timesyncd.state(), word);

  const report = onlyChanges(() => changed.emit(), state());
  const tell = () => report(state());

  async function look(): Promise<void> {
    if (closed || state() === 'synchronised') return;
    const said = await ask();
    if (closed) return;
    word = said;
    tell();
    if (state() !== 'synchronised') timer = clock.setTimeout(() => void look(), ASK_MS);
  }

  const stop = timesyncd.onChange(tell);
  void look();
  return {
    state,
    onChange: changed.on,
    close() {
      closed = true;
      stop();
      clock.clearTimeout(timer);
      changed.clear();
      timesyncd.close();
    },
  };
}

/** Both words together. */
export function syncOf(timesyncd: ClockSync, kernel: KernelWord | null): ClockSync {
  if (timesyncd === 'synchronised' || kernel?.synchronised) return 'synchronised';
  return kernel?.hasService ? 'unsynchronised' : timesyncd;
}

/** Longer than D-Bus takes to start timedated, in ms. */
const ANSWER_MS = 5_000;

/** `null` if the machine has no systemd that the kiosk can ask, as in a container. */
export function askTimedated(program = 'timedatectl'): Promise<KernelWord | null> {
  const args = ['show', '--property=NTP', '--property=NTPSynchronized'];
  return new Promise((settle) => {
    execFile(program, args, { timeout: ANSWER_MS, encoding: 'utf8' }, (error, out) => {
      settle(error ? null : { synchronised: out.includes('NTPSynchronized=yes'), hasService: /^NTP=yes$/m.test(out) });
    });
  });
}
