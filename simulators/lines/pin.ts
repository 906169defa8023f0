import type { Clock } from '../../drivers/clock.ts';
import { type Blinker, createBlinker } from '../../drivers/lines/blink.ts';
import type { LinePattern, LineTrouble } from '../../drivers/lines/contract.ts';
import type { LineSpec } from '../../drivers/lines/port.ts';
import { DeliveriesInOrder } from '../device/timers.ts';

/** Longest bounce of a microswitch or reed contact. */
export const BOUNCE_MS = 5;
export const LONGEST_CHATTER_MS = 25;
const MOST_BOUNCES = 4;

export const LINE_GONE_TROUBLE: LineTrouble = {
  code: 'LIN-103',
  kind: 'went-away',
  detail: 'the simulated line is gone',
};

export interface LineListener {
  level(active: boolean): void;
  lost(trouble: LineTrouble): void;
}

export interface PinListener {
  /** `high`: voltage at the pin, not the meaning. */
  onEdge(pin: SimulatedGpioPin, high: boolean): void;
  onLost(pin: SimulatedGpioPin, lost: boolean): void;
  onChange(): void;
}

export class SimulatedGpioPin {
  readonly name: string;
  readonly spec: LineSpec;
  user: LineListener | null = null;
  readonly #news: PinListener;
  readonly #bounces: DeliveriesInOrder<boolean>;
  readonly #blinker: Blinker;
  #active = false;
  #shown = false;
  #lost = false;
  #pattern: LinePattern = 'off';
  #lit = false;

  constructor(name: string, spec: LineSpec, clock: Clock, news: PinListener) {
    this.name = name;
    this.spec = spec;
    this.#news = news;
    this.#bounces = new DeliveriesInOrder(clock, (active) => this.#edge(active));
    this.#blinker = createBlinker(clock, (lit) => {
      if (this.#lit === lit) return;
      this.#lit = lit;
      news.onChange();
    });
  }

  get active(): boolean {
    return this.#active;
  }

  /** May still bounce. */
  get shown(): boolean {
    return this.#shown;
  }

  get lost(): boolean {
    return this.#lost;
  }

  get pattern(): LinePattern {
    return this.#pattern;
  }

  get lit(): boolean {
    return this.#lit;
  }

  move(active: boolean, withinMs: number, random: () => number): void {
    this.#active = active;
    this.#bounces.clear();
    const count = 2 * Math.floor(random() * (MOST_BOUNCES / 2 + 1));
    const moments = Array.from({ length: count }, () => random() * withinMs).sort((a, b) => a - b);
    this.#edge(active);
    for (const [index, ms] of moments.entries()) this.#bounces.push((index % 2 === 1) === active, ms);
  }

  show(pattern: LinePattern): void {
    this.#pattern = pattern;
    this.#blinker.show(pattern);
    this.#news.onChange();
  }

  lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#news.onLost(this, true);
    const { user } = this;
    this.user = null;
    this.#pattern = 'off';
    this.#blinker.show('off');
    user?.lost(LINE_GONE_TROUBLE);
    this.#news.onChange();
  }

  restore(): void {
    if (!this.#lost) return;
    this.#lost = false;
    this.#news.onLost(this, false);
    this.#news.onChange();
  }

  close(): void {
    this.#bounces.clear();
    this.#blinker.stop();
  }

  #edge(active: boolean): void {
    if (this.#shown === active) return;
    this.#shown = active;
    this.#news.onEdge(this, active !== (this.spec.activeLow === true));
    if (!this.#lost) this.user?.level(active);
  }
}
