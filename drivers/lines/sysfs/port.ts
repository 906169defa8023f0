import { type Clock, createTimer } from '../../clock.ts';
import { describeLoadError } from '../../native-part.ts';
import { err, messageOf, ok, type Result } from '../../result.ts';
import { createBlinker } from '../blink.ts';
import type { LinePattern, LineTrouble } from '../contract.ts';
import type { InputListener, LinePort, LineSpec, OpenLine, OpenOutput } from '../port.ts';
import { errnoCodeOf, resolveLineNumber, SYSFS_ROOT } from './resolve.ts';

type BinaryValue = 0 | 1;

/** Used part of the optional `onoff`. */
export interface OnoffLine {
  readSync(): BinaryValue;
  writeSync(value: BinaryValue): void;
  watch(listener: (error: Error | null | undefined, value: BinaryValue) => void): void;
  unexport(): void;
}

export interface OnoffModule {
  readonly Gpio: new (
    gpio: number,
    direction: 'in' | 'high' | 'low',
    edge: 'none' | 'both',
    options: { readonly activeLow: boolean },
  ) => OnoffLine;
}

/** Options of `createSysfsPort`. */
export interface SysfsOptions {
  readonly clock: Clock;
  readonly root?: string;
  readonly load?: () => Promise<OnoffModule>;
}

/** A stopped process can miss an edge, and a chip vanish without one. */
const LOOK_MS = 1_000;

/**
 * Creates a port over the kernel's sysfs GPIO and `onoff`. sysfs cannot set a pull resistor: the firmware's configuration can
 * (`gpio=17=ip,pu` on a Raspberry Pi). A map with `pull` is a bug and throws. The kernel developers call sysfs GPIO deprecated, and some
 * kernels do not have it (LIN-104): then use libgpiod.
 */
export function createSysfsPort({ clock, root = SYSFS_ROOT, load = loadOnoff }: SysfsOptions): LinePort {
  async function open(spec: LineSpec, failed: (error: unknown) => void): Promise<Result<OnoffLine, LineTrouble>> {
    if (spec.pull !== undefined) throw new RangeError('sysfs cannot set a pull resistor');
    const number = await resolveLineNumber(spec.chip, spec.offset, root);
    if (!number.ok) return number;
    try {
      const Guarded = guarded((await load()).Gpio, failed);
      return ok(openGpio(Guarded, number.value, spec));
    } catch (error) {
      return err(troubleOf(error));
    }
  }

  return {
    openInput: (spec, listener) => watchInput((failed) => open(spec, failed), clock, listener),
    openOutput: (spec, pattern, lost) => driveOutput((failed) => open(spec, failed), clock, pattern, lost),
  };
}

/** `failed` gets the errors of later reads. */
type Opening = (failed: (error: unknown) => void) => Promise<Result<OnoffLine, LineTrouble>>;

async function watchInput(
  open: Opening,
  clock: Clock,
  listener: InputListener,
): Promise<Result<OpenLine, LineTrouble>> {
  let ended = false;
  const end = (error: unknown) => {
    if (ended) return;
    ended = true;
    nextLook.stop();
    listener.lost(wentAway(error));
  };
  const tell = (value: BinaryValue) => {
    if (!ended) listener.level(value === 1);
  };
  const nextLook = createTimer(clock, () => look());
  const opened = await open(end);
  if (!opened.ok) return opened;
  const gpio = opened.value;
  const look = () => {
    tell(gpio.readSync());
    if (!ended) nextLook.start(LOOK_MS);
  };
  gpio.watch((error, value) => (error ? end(error) : tell(value)));
  look();
  return ok({
    async close() {
      ended = true;
      nextLook.stop();
      letGo(gpio);
    },
  });
}

async function driveOutput(
  open: Opening,
  clock: Clock,
  pattern: LinePattern,
  lost: (trouble: LineTrouble) => void,
): Promise<Result<OpenOutput, LineTrouble>> {
  let failure: LineTrouble | null = null;
  const fail = (error: unknown) => {
    if (failure) return;
    failure = wentAway(error);
    nextLook.stop();
    lost(failure);
  };
  const nextLook = createTimer(clock, () => look());
  const opened = await open(fail);
  if (!opened.ok) return opened;
  const gpio = opened.value;
  const blinker = createBlinker(clock, (active) => {
    if (failure) return blinker.stop();
    try {
      gpio.writeSync(active ? 1 : 0);
    } catch (error) {
      fail(error);
    }
  });
  // Without reads, the loss of a steady light goes unnoticed.
  const look = () => {
    gpio.readSync();
    if (!failure) nextLook.start(LOOK_MS);
  };
  blinker.show(pattern);
  look();
  return ok({
    async show(next) {
      blinker.show(next);
      return failure ? err(failure) : ok(undefined);
    },
    async close() {
      nextLook.stop();
      blinker.show('off');
      letGo(gpio);
    },
  });
}

async function loadOnoff(): Promise<OnoffModule> {
  const loaded = await import('onoff').then(ok, describeLoadError('onoff'));
  if (!loaded.ok) throw new Error(loaded.error);
  return loaded.value;
}

/** `onoff` reads in its epoll callback: an error there (ENODEV: chip taken away) would end the process. */
function guarded(Base: OnoffModule['Gpio'], failed: (error: unknown) => void): OnoffModule['Gpio'] {
  return class extends Base {
    override readSync(): BinaryValue {
      try {
        return super.readSync();
      } catch (error) {
        failed(error);
        return 0;
      }
    }
  };
}

/** `high` and `low` are volts, whatever `active_low` says: outputs start dark. */
function openGpio(Guarded: OnoffModule['Gpio'], number: number, spec: LineSpec) {
  const activeLow = spec.activeLow === true;
  return spec.direction === 'in'
    ? new Guarded(number, 'in', 'both', { activeLow })
    : new Guarded(number, activeLow ? 'high' : 'low', 'none', { activeLow });
}

/** The line may be gone: ignores errors. */
function letGo(gpio: OnoffLine): void {
  try {
    gpio.unexport();
  } catch (error) {
    if (errnoCodeOf(error) !== 'ENODEV' && errnoCodeOf(error) !== 'EBADF') throw error;
  }
}

const wentAway = (error: unknown): LineTrouble => ({
  code: 'LIN-103',
  kind: 'went-away',
  detail: messageOf(error),
});

function troubleOf(error: unknown): LineTrouble {
  const detail = messageOf(error);
  switch (errnoCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return { code: 'LIN-102', kind: 'not-permitted', detail };
    case 'EBUSY':
      return { code: 'LIN-105', kind: 'taken', detail };
    case 'EINVAL':
      return { code: 'LIN-101', kind: 'no-such-line', detail };
    case 'ENODEV':
    case 'EIO':
      return { code: 'LIN-103', kind: 'went-away', detail };
    default:
      return { code: 'LIN-104', kind: 'no-gpio', detail };
  }
}
