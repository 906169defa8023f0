import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import { Timers } from './timers.ts';

interface AnyWire {
  onConnected(listener: (connected: boolean) => void): () => void;
}

export abstract class DeviceOnWire<State, Fault extends string = never> {
  readonly faults: ArmedFaults<Fault>;
  readonly #changes = emitter<State>();
  readonly onChange = this.#changes.on;
  /** Whether the cable is in and, if the wire can tell, opened by the kiosk. */
  protected connected = false;
  /** Timers that run only with power. */
  protected readonly timers: Timers;
  readonly #listenings: (() => void)[] = [];

  constructor(clock: Clock, faults: readonly Fault[]) {
    this.faults = armedFaults(faults);
    this.timers = new Timers(clock);
  }

  abstract state(): State;

  protected changed(): void {
    this.#changes.emit(this.state());
  }

  /** At the end of a constructor: a wire may be connected at once. */
  protected listenTo(wire: AnyWire, ...others: readonly (() => void)[]): void {
    const connection = wire.onConnected((now) => {
      if (now === this.connected) return;
      this.connected = now;
      if (!now) this.losePower();
      this.changed();
    });
    this.#listenings.push(connection, ...others);
  }

  protected stop(): void {
    this.timers.clear();
  }

  protected losePower(): void {}

  readonly close = (): void => {
    this.stop();
    for (const end of this.#listenings) end();
    this.#changes.clear();
  };
}
