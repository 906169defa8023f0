import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type Blinker, createBlinker } from '../../drivers/lines/blink.ts';
import type { LinePattern, LineTrouble } from '../../drivers/lines/contract.ts';
import type { LineMap, LinePort, LineSpec } from '../../drivers/lines/port.ts';
import { err, ok } from '../../drivers/result.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';

/** What may go wrong the next time a contact moves. */
export type LineFault =
  /** Its wire breaks, and the chip with it: the line is lost. */
  | 'line-lost'
  /** It chatters for 25 ms instead of bouncing for a few. */
  | 'chatter';

export const LINE_FAULTS: Readonly<Record<LineFault, string>> = {
  'line-lost': 'the line is gone when its contact moves',
  chatter: 'the contact chatters for 25 ms',
};

export interface LinesState {
  /** Contacts by name: whether each is made, as the person in front of it would say. */
  readonly inputs: Readonly<Record<string, boolean>>;
  /** Lights by name. */
  readonly outputs: Readonly<Record<string, { readonly pattern: LinePattern; readonly lit: boolean }>>;
  readonly lost: readonly string[];
}

/** One edge at the pin; `high` is volts. */
export interface PinEdge {
  readonly spec: LineSpec;
  readonly high: boolean;
}

export interface LinesSimulator {
  /** The lines as a driver opens them. */
  readonly port: LinePort;
  /** Moves a contact: the door opens or closes, a person comes or leaves. It bounces. An unknown name throws. */
  move(name: string, active: boolean): void;
  /** The line is taken away, or put back as it is by then. */
  lose(name: string): void;
  restore(name: string): void;
  state(): LinesState;
  readonly faults: ArmedFaults<LineFault>;
  onChange(listener: (state: LinesState) => void): () => void;
  /** Every edge at a pin, bounces included, and lines lost and back: for whoever builds other tools on it. */
  onPin(listener: (edge: PinEdge) => void): () => void;
  onLost(listener: (news: { readonly spec: LineSpec; readonly lost: boolean }) => void): () => void;
  /** What a program outside shows on an output. */
  showFromOutside(name: string, pattern: LinePattern): void;
  close(): void;
}

/** A microswitch or reed contact settles within this time. */
const BOUNCE_MS = 5;
const CHATTER_MS = 25;
const MOST_BOUNCES = 4;

const GONE: LineTrouble = { code: 'LIN-103', kind: 'went-away', detail: 'the simulated line is gone' };
const TAKEN: LineTrouble = { code: 'LIN-105', kind: 'taken', detail: 'the simulated line is open already' };

/** What is physically there at one line. */
interface Pin {
  readonly name: string;
  readonly spec: LineSpec;
  /** Where the contact is; what the pin shows may still bounce. */
  active: boolean;
  shown: boolean;
  lost: boolean;
  pattern: LinePattern;
  lit: boolean;
  user: { level(active: boolean): void; lost(trouble: LineTrouble): void } | null;
  readonly timers: Set<unknown>;
  /** Carries out what a program outside shows. */
  readonly blinker: Blinker;
}

/**
 * The lines of a cabinet with what hangs on them: contacts that bounce, lights that can be looked at. They are where
 * they are whether anybody has them open or not. `random` (0 ≤ n < 1) is the seed's.
 */
export function createLinesSimulator({
  map,
  clock,
  random,
}: {
  readonly map: LineMap;
  readonly clock: Clock;
  readonly random: () => number;
}): LinesSimulator {
  const changes = emitter<LinesState>();
  const edges = emitter<PinEdge>();
  const losses = emitter<{ readonly spec: LineSpec; readonly lost: boolean }>();
  const faults = armedFaults<LineFault>();
  const pins = Object.entries(map).map(([name, spec]) => newPin(name, spec, clock, (lit) => shine(name, lit)));

  const changed = () => changes.emit(stateOf(pins));

  function shine(name: string, lit: boolean): void {
    const pin = named(name);
    if (pin.lit === lit) return;
    pin.lit = lit;
    changed();
  }

  function named(name: string): Pin {
    const pin = pins.find((each) => each.name === name);
    if (!pin) throw new Error(`the simulated cabinet has no line called ${name}`);
    return pin;
  }

  /** The pin of a spec, whoever wrote the spec. */
  const at = ({ chip, offset }: LineSpec): Pin | undefined =>
    pins.find(({ spec }) => spec.chip === chip && spec.offset === offset);

  function edge(pin: Pin, active: boolean): void {
    if (pin.shown === active) return;
    pin.shown = active;
    edges.emit({ spec: pin.spec, high: active !== (pin.spec.activeLow === true) });
    if (!pin.lost) pin.user?.level(active);
  }

  function still(pin: Pin): void {
    for (const id of pin.timers) clock.clearTimeout(id);
    pin.timers.clear();
  }

  /** There and back some times before it rests. */
  function bounce(pin: Pin, withinMs: number): void {
    still(pin);
    const count = 2 * Math.floor(random() * (MOST_BOUNCES / 2 + 1));
    const moments = Array.from({ length: count }, () => random() * withinMs).sort((a, b) => a - b);
    edge(pin, pin.active);
    for (const [index, ms] of moments.entries()) {
      const id = clock.setTimeout(() => {
        pin.timers.delete(id);
        edge(pin, (index % 2 === 1) === pin.active);
      }, ms);
      pin.timers.add(id);
    }
  }

  function lose(pin: Pin): void {
    if (pin.lost) return;
    pin.lost = true;
    losses.emit({ spec: pin.spec, lost: true });
    const { user } = pin;
    pin.user = null;
    pin.pattern = 'off';
    pin.blinker.show('off');
    user?.lost(GONE);
    changed();
  }

  return {
    port: portOf(at, changed),
    move(name, active) {
      const pin = named(name);
      if (pin.spec.direction === 'out') throw new Error(`${name} is a light and not a contact`);
      if (pin.active === active) return;
      pin.active = active;
      const fault = faults.take('line-lost', 'chatter');
      bounce(pin, fault === 'chatter' ? CHATTER_MS : BOUNCE_MS);
      if (fault === 'line-lost') lose(pin);
      changed();
    },
    lose: (name) => lose(named(name)),
    restore(name) {
      const pin = named(name);
      if (!pin.lost) return;
      pin.lost = false;
      losses.emit({ spec: pin.spec, lost: false });
      changed();
    },
    state: () => stateOf(pins),
    faults,
    onChange: changes.on,
    onPin: edges.on,
    onLost: losses.on,
    showFromOutside(name, pattern) {
      const pin = named(name);
      pin.pattern = pattern;
      pin.blinker.show(pattern);
      changed();
    },
    close() {
      for (const pin of pins) {
        still(pin);
        pin.blinker.stop();
      }
      changes.clear();
      edges.clear();
      losses.clear();
    },
  };
}

const newPin = (name: string, spec: LineSpec, clock: Clock, shine: (lit: boolean) => void): Pin => ({
  name,
  spec,
  active: false,
  shown: false,
  lost: false,
  pattern: 'off',
  lit: false,
  user: null,
  timers: new Set(),
  blinker: createBlinker(clock, shine),
});

function stateOf(pins: readonly Pin[]): LinesState {
  const of = (direction: LineSpec['direction']) => pins.filter(({ spec }) => spec.direction === direction);
  return {
    inputs: Object.fromEntries(of('in').map(({ name, active }) => [name, active])),
    outputs: Object.fromEntries(of('out').map(({ name, pattern, lit }) => [name, { pattern, lit }])),
    lost: pins.filter(({ lost }) => lost).map(({ name }) => name),
  };
}

/** The pins as a port: one user a line, as in a kernel. */
function portOf(at: (spec: LineSpec) => Pin | undefined, changed: () => void): LinePort {
  function take(spec: LineSpec, user: NonNullable<Pin['user']>) {
    const pin = at(spec);
    if (!pin) {
      return err<LineTrouble>({ code: 'LIN-101', kind: 'no-such-line', detail: `${spec.chip} ${spec.offset}` });
    }
    if (pin.lost) return err(GONE);
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
      const isOurs = () => pin.user === user;
      const show = (next: LinePattern) => {
        if (!isOurs()) return err(GONE);
        pin.pattern = next;
        pin.blinker.show(next);
        changed();
        return ok(undefined);
      };
      show(pattern);
      return ok({
        show: async (next: LinePattern) => show(next),
        async close() {
          if (isOurs()) show('off');
          if (isOurs()) pin.user = null;
        },
      });
    },
  };
}
