import { execFile } from 'node:child_process';
import type { Clock } from '../../drivers/clock.ts';
import { createChangeFilter, emitter } from '../../drivers/emitter.ts';
import type { ClockSync, SyncSource } from './kiosk-clock.ts';

/**
 * The kernel's state of the clock. Every program that sets the clock (chrony, ntpd, timesyncd) uses adjtimex(2), which Node lacks;
 * systemd-timedated reads it [org.freedesktop.timedate1(5), NTPSynchronized].
 */
export interface KernelClockState {
  readonly synchronised: boolean;
  /** Whether a service that sets the clock is on. Without one, even a good clock with a battery is *not synchronised*. */
  readonly hasService: boolean;
}

/** Milliseconds between two questions while the clock is not set. Each starts a process; a time server is found within minutes. */
export const KERNEL_POLL_MS = 30_000;

/**
 * State of the clock from systemd-timesyncd; if timesyncd has not set the clock, from the kernel. When the clock is set, the questions
 * stop.
 */
export function withKernelState(
  timesyncd: SyncSource,
  { clock, ask = askTimedated }: { readonly clock: Clock; readonly ask?: () => Promise<KernelClockState | null> },
): SyncSource {
  const changed = emitter<void>();
  let word: KernelClockState | null = null;
  let timer: unknown;
  let closed = false;

  const state = (): ClockSync => combineSyncStates(timesyncd.state(), word);

  const report = createChangeFilter(() => changed.emit(), state());
  const tell = () => report(state());

  async function look(): Promise<void> {
    if (closed || state() === 'synchronised') return;
    const said = await ask();
    if (closed) return;
    word = said;
    tell();
    if (state() !== 'synchronised') timer = clock.setTimeout(() => void look(), KERNEL_POLL_MS);
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

export function combineSyncStates(timesyncd: ClockSync, kernel: KernelClockState | null): ClockSync {
  if (timesyncd === 'synchronised' || kernel?.synchronised) return 'synchronised';
  return kernel?.hasService ? 'unsynchronised' : timesyncd;
}

/** Longest wait for an answer: D-Bus may first start timedated. */
const ANSWER_MS = 5_000;

/**
 * Asks systemd-timedated for the kernel's state. Returns `null` if the question fails or takes too long, as in a container.
 */
export function askTimedated(program = 'timedatectl'): Promise<KernelClockState | null> {
  const args = ['show', '--property=NTP', '--property=NTPSynchronized'];
  return new Promise((settle) => {
    execFile(program, args, { timeout: ANSWER_MS, encoding: 'utf8' }, (error, out) => {
      settle(error ? null : { synchronised: out.includes('NTPSynchronized=yes'), hasService: /^NTP=yes$/m.test(out) });
    });
  });
}
