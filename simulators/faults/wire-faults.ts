import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Link } from '../../drivers/link/link.ts';
import type { Cable } from '../../drivers/link/pair.ts';
import { ok } from '../../drivers/result.ts';

/** `in`: to the kiosk. */
export type WireDirection = 'in' | 'out';

/** In one write. Missing positions come from the seed. `on`: direction of the write; absent: the next write of either side. */
export type WireFault = { readonly on?: WireDirection } & (
  | { readonly do: 'drop' /** Index of the lost byte; absent: the whole write. */; readonly byte?: number }
  | { readonly do: 'flip' /** Number of the bit, from the first byte's lowest bit. */; readonly bit?: number }
  | { readonly do: 'split'; readonly after?: number; readonly pauseMs?: number }
  | { readonly do: 'noise'; readonly bytes: number; readonly where?: 'before' | 'after' }
  | { readonly do: 'delay'; readonly ms: number }
  /** Bytes of several writes are counted; earlier bytes still arrive. */
  | { readonly do: 'unplug'; readonly afterBytes: number }
);

/** An unspent fault proves nothing. */
export interface WireFaults {
  /** Faults of one direction wait in turn, one a write. */
  next(fault: WireFault): WireFaults;
  /** For every write until `clear`. Never counts as unspent. */
  always(fault: WireFault): WireFaults;
  clear(): void;
  noise(bytes: number, on?: WireDirection): void;
  /** Faults from `next` that no bytes have met. */
  armed(): readonly WireFault[];
  assertSpent(): void;
  onSpent(listener: (fault: WireFault) => void): () => void;
}

interface Step {
  readonly bytes: Uint8Array;
  readonly waitMs: number;
  readonly thenUnplug: boolean;
}

/**
 * The same cable, with faults. `random` (0 ≤ n < 1) is the seed's: the same seed and the same writes give the same faults. Delays keep the
 * order within a direction.
 */
export function withWireFaults(cable: Cable, clock: Clock, random: () => number): Cable & { faults: WireFaults } {
  const injector = createFaultInjector(random, (on, bytes) => lane(on)?.push({ bytes, waitMs: 0, thenUnplug: false }));
  const inLane = createOneWayWire(clock, (bytes) => cable.device.write(bytes), unplug);
  let outLane: Lane | undefined;
  const lane = (on: WireDirection) => (on === 'in' ? inLane : outLane);

  function unplug(): void {
    inLane.empty();
    outLane?.empty();
    cable.unplug();
  }

  function host(): Link {
    const link = cable.host();
    const own = createOneWayWire(clock, (bytes) => void link.write(bytes), unplug);
    let open = false;
    link.onDown(() => {
      open = false;
    });
    return {
      ...link,
      async open() {
        const opened = await link.open();
        open = opened.ok;
        if (open) outLane = own;
        return opened;
      },
      async write(bytes) {
        if (!open) return link.write(bytes);
        for (const step of injector.meet('out', bytes.slice())) own.push(step);
        return ok(undefined);
      },
      close() {
        open = false;
        own.empty();
        return link.close();
      },
    };
  }

  return {
    host,
    device: {
      ...cable.device,
      write(bytes) {
        for (const step of injector.meet('in', bytes.slice())) inLane.push(step);
      },
    },
    get plugged() {
      return cable.plugged;
    },
    unplug,
    plug: cable.plug,
    faults: injector.faults,
  };
}

export function createFaultInjector(random: () => number, inject: (on: WireDirection, bytes: Uint8Array) => void) {
  const spent = emitter<WireFault>();
  let once: WireFault[] = [];
  let standing: WireFault[] = [];
  const counted = new Map<WireFault, number>();

  /** `null`: the unplug's byte has not come. */
  function strike(fault: WireFault, steps: readonly Step[], length: number): Step[] | null {
    const before = counted.get(fault) ?? 0;
    counted.set(fault, before + length);
    if (fault.do === 'unplug' && before + length < fault.afterBytes) return null;
    counted.delete(fault);
    return steps.flatMap((step) => apply(fault, step, before, random));
  }

  function meet(on: WireDirection, bytes: Uint8Array): Step[] {
    const concerns = (fault: WireFault) => fault.on === undefined || fault.on === on;
    let steps: Step[] = [{ bytes, waitMs: 0, thenUnplug: false }];
    for (const fault of standing.filter(concerns)) steps = strike(fault, steps, bytes.length) ?? steps;
    const first = once.find(concerns);
    const struck = first && strike(first, steps, bytes.length);
    if (!struck) return steps;
    once = once.filter((fault) => fault !== first);
    spent.emit(first);
    return struck;
  }

  const faults: WireFaults = {
    next(fault) {
      once.push({ ...fault });
      return faults;
    },
    always(fault) {
      standing.push({ ...fault });
      return faults;
    },
    clear() {
      once = [];
      standing = [];
      counted.clear();
    },
    noise: (bytes, on = 'in') => inject(on, randomBytes(bytes, random)),
    armed: () => once,
    assertSpent() {
      if (once.length === 0) return;
      throw new Error(
        `armed wire faults that did not happen: ${once.map((fault) => JSON.stringify(fault)).join(', ')}`,
      );
    },
    onSpent: spent.on,
  };
  return { meet, faults };
}

function apply(fault: WireFault, step: Step, bytesBefore: number, random: () => number): Step[] {
  const { bytes, waitMs } = step;
  const plain = (part: Uint8Array, ms = 0): Step => ({ bytes: part, waitMs: ms, thenUnplug: false });
  const pick = (below: number) => Math.floor(random() * below);
  switch (fault.do) {
    case 'drop':
      return fault.byte === undefined ? [] : [{ ...step, bytes: bytes.filter((_, index) => index !== fault.byte) }];
    case 'flip':
      return [{ ...step, bytes: flipped(bytes, fault.bit ?? pick(bytes.length * 8)) }];
    case 'split': {
      const after = fault.after ?? 1 + pick(Math.max(1, bytes.length - 1));
      return [plain(bytes.slice(0, after), waitMs), { ...step, bytes: bytes.slice(after), waitMs: fault.pauseMs ?? 0 }];
    }
    case 'noise': {
      const noise = plain(randomBytes(fault.bytes, random), waitMs);
      return fault.where === 'after' ? [step, noise] : [noise, { ...step, waitMs: 0 }];
    }
    case 'delay':
      return [{ ...step, waitMs: waitMs + fault.ms }];
    case 'unplug':
      return [{ bytes: bytes.slice(0, Math.max(0, fault.afterBytes - bytesBefore)), waitMs, thenUnplug: true }];
    default:
      return fault satisfies never;
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  const index = Math.floor(bit / 8);
  if (index < copy.length) copy[index] = (copy[index] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

const randomBytes = (count: number, random: () => number): Uint8Array =>
  Uint8Array.from({ length: count }, () => Math.floor(random() * 256));

type Lane = ReturnType<typeof createOneWayWire>;

/** One direction of the wire: first in, first out, one timer at a time. */
export function createOneWayWire(clock: Clock, deliver: (bytes: Uint8Array) => void, unplug: () => void) {
  let queue: Step[] = [];
  let timer: unknown;
  let waiting = false;

  function carryOut(step: Step): void {
    if (step.bytes.length > 0) deliver(step.bytes);
    if (!step.thenUnplug) return;
    queue = [];
    // The cable delivers in its own microtask: these bytes come first.
    queueMicrotask(() => queueMicrotask(unplug));
  }

  function run(): void {
    while (!waiting) {
      const step = queue[0];
      if (!step) return;
      if (step.waitMs > 0) {
        waiting = true;
        timer = clock.setTimeout(() => {
          waiting = false;
          queue.shift();
          carryOut(step);
          run();
        }, step.waitMs);
        return;
      }
      queue.shift();
      carryOut(step);
    }
  }

  return {
    push(step: Step): void {
      queue.push(step);
      run();
    },
    empty(): void {
      clock.clearTimeout(timer);
      waiting = false;
      queue = [];
    },
  };
}
