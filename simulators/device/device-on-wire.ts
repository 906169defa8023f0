import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import { type ArmedFaults, armedFaults } from '../faults/armed.ts';
import { Timers } from './timers.ts';

interface AnyWire {
  onConnected(listener: (connected: boolean) => void): () => void;
}

/** What simulated devices have in common that get their power over their cable. */
export abstract class DeviceOnWire<State, Fault extends string = never> {
  readonly faults: ArmedFaults<Fault>;
  readonly #changes = emitter<State>();
  readonly onChange = this.#changes.on;
  /** Whether the cable is in and the kiosk has it open, as far as the wire can tell. */
  protected connected = false;
  /** Of what it does while it has power. */
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

  /** For the end of a constructor: a wire may tell at once that it is connected. */
  protected listenTo(wire: AnyWire, ...others: readonly (() => void)[]): void {
    const connection = wire.onConnected((now) => {
      if (now === this.connected) return;
      this.connected = now;
      if (!now) this.losePower();
      this.changed();
    });
    this.#listenings.push(connection, ...others);
  }

  /** Nothing that is under way goes on. */
  protected stop(): void {
    this.timers.clear();
  }

  /** Its power goes with the cable. */
  protected losePower(): void {}

  /** Stops everything; the wire is the caller's to close. */
  readonly close = (): void => {
    this.stop();
    for (const end of this.#listenings) end();
    this.#changes.clear();
  };
}
