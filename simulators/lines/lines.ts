import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { LinePattern, LineTrouble } from '../../drivers/lines/contract.ts';
import type { LineMap, LinePort, LineSpec } from '../../drivers/lines/port.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { armedFaults } from '../faults/armed.ts';
import {
  BOUNCE_MS,
  LINE_GONE_TROUBLE,
  type LineListener,
  LONGEST_CHATTER_MS,
  type PinListener,
  SimulatedGpioPin,
} from './pin.ts';

const LINE_FAULTS = [
  /** A wire breaks; the line goes with its chip. */
  'line-lost',
  /** A contact chatters for 25 ms, instead of a short bounce. */
  'chatter',
] as const;

/** State of the simulated lines. */
export interface LinesState {
  /** Contacts by name: `true` as named (open door, present person). */
  readonly inputs: Readonly<Record<string, boolean>>;
  readonly outputs: Readonly<Record<string, { readonly pattern: LinePattern; readonly lit: boolean }>>;
  readonly lost: readonly string[];
}

/** `high`: voltage at the pin, not the meaning. */
export interface PinEdge {
  readonly spec: LineSpec;
  readonly high: boolean;
}

const TAKEN: LineTrouble = { code: 'LIN-105', kind: 'taken', detail: 'the simulated line is open already' };

/**
 * Contacts that bounce, and lights, on the lines of a cabinet. Their state does not depend on whether a program has a line open. `random`
 * (0 ≤ n < 1) is the seed's.
 */
export function createLinesSimulator({
  map,
  clock,
  random,
}: {
  readonly map: LineMap;
  readonly clock: Clock;
  readonly random: () => number;
}) {
  const changes = emitter<LinesState>();
  const edges = emitter<PinEdge>();
  const losses = emitter<{ readonly spec: LineSpec; readonly lost: boolean }>();
  const faults = armedFaults(LINE_FAULTS);
  const changed = () => changes.emit(stateOf(pins));
  const news: PinListener = {
    onEdge: ({ spec }, high) => edges.emit({ spec, high }),
    onLost: ({ spec }, lost) => losses.emit({ spec, lost }),
    onChange: changed,
  };
  const pins: readonly SimulatedGpioPin[] = Object.entries(map).map(
    ([name, spec]) => new SimulatedGpioPin(name, spec, clock, news),
  );

  function named(name: string): SimulatedGpioPin {
    const pin = pins.find((each) => each.name === name);
    if (!pin) throw new Error(`the simulated cabinet has no line called ${name}`);
    return pin;
  }

  return {
    port: portOf(pins),
    /** Contacts bounce. Throws for an unknown name. */
    move(name: string, active: boolean): void {
      const pin = named(name);
      if (pin.spec.direction === 'out') throw new Error(`${name} is a light and not a contact`);
      if (pin.active === active) return;
      const fault = faults.take('line-lost', 'chatter');
      pin.move(active, fault === 'chatter' ? LONGEST_CHATTER_MS : BOUNCE_MS, random);
      if (fault === 'line-lost') pin.lose();
      changed();
    },
    /** A line comes back in its current state. */
    lose: (name: string) => named(name).lose(),
    restore: (name: string) => named(name).restore(),
    state: () => stateOf(pins),
    faults,
    onChange: changes.on,
    /** For programs with other tools. `onPin`: bounces too. */
    onPin: edges.on,
    onLost: losses.on,
    showFromOutside: (name: string, pattern: LinePattern) => named(name).show(pattern),
    close(): void {
      for (const pin of pins) pin.close();
      changes.clear();
      edges.clear();
      losses.clear();
    },
  };
}

/** The simulated lines of a cabinet. */
export type LinesSimulator = ReturnType<typeof createLinesSimulator>;

function stateOf(pins: readonly SimulatedGpioPin[]): LinesState {
  const of = (direction: LineSpec['direction']) => pins.filter(({ spec }) => spec.direction === direction);
  return {
    inputs: Object.fromEntries(of('in').map(({ name, active }) => [name, active])),
    outputs: Object.fromEntries(of('out').map(({ name, pattern, lit }) => [name, { pattern, lit }])),
    lost: pins.filter(({ lost }) => lost).map(({ name }) => name),
  };
}

/** A line has one user, as in a kernel. */
function portOf(pins: readonly SimulatedGpioPin[]): LinePort {
  function take({ chip, offset }: LineSpec, user: LineListener): Result<SimulatedGpioPin, LineTrouble> {
    // The caller may have its own spec object.
    const pin = pins.find(({ spec }) => spec.chip === chip && spec.offset === offset);
    if (!pin) return err({ code: 'LIN-101', kind: 'no-such-line', detail: `${chip} ${offset}` });
    if (pin.lost) return err(LINE_GONE_TROUBLE);
    if (pin.user) return err(TAKEN);
    pin.user = user;
    return ok(pin);
  }

  return {
    async openInput(spec, listener) {
      const taken = take(spec, listener);
      if (!taken.ok) return taken;
      const pin = taken.value;
      listener.level(pin.shown);
      return ok({
        async close() {
          if (pin.user === listener) pin.user = null;
        },
      });
    },
    async openOutput(spec, pattern, lost) {
      const user = { level: () => {}, lost };
      const taken = take(spec, user);
      if (!taken.ok) return taken;
      const pin = taken.value;
      const show = (next: LinePattern) => {
        if (pin.user !== user) return err(LINE_GONE_TROUBLE);
        pin.show(next);
        return ok(undefined);
      };
      show(pattern);
      return ok({
        show: async (next: LinePattern) => show(next),
        async close() {
          if (show('off').ok) pin.user = null;
        },
      });
    },
  };
}
