import type { Clock } from '../clock.ts';
import { createChangeFilter, type Emitter, emitter } from '../emitter.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';

/** Options of every driver. */
export interface DriverOptions {
  readonly clock: Clock;
  /** 0 ≤ n < 1, spreads retries. */
  readonly random: () => number;
}

/** Options of drivers with a wire. */
export interface WireDriverOptions extends DriverOptions {
  readonly link: LinkFactory;
  /** Possibly part of a citizen's document: count the bytes, never log them. */
  readonly onDiscarded: OnDiscarded;
}

/** Events, and a status that reports changes. */
export interface SupervisedDevice<S, E> {
  status(): S;
  onStatus(listener: (status: S) => void): () => void;
  onEvent(listener: (event: E) => void): () => void;
  close(): Promise<void>;
}

interface Supervised {
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/**
 * Joins a supervisor and events to a device. Call `report` if the status may have changed for a reason that the supervisor does not know.
 */
export function createSupervisedDevice<S, E>(
  supervisor: Supervised,
  events: Emitter<E>,
  status: () => S,
): { readonly device: SupervisedDevice<S, E>; readonly report: () => void } {
  const statuses = emitter<S>();
  const tell = createChangeFilter(statuses.emit, status());
  const report = () => void tell(status());
  supervisor.onChange(report);
  const device = {
    status,
    onStatus: statuses.on,
    onEvent: events.on,
    async close() {
      await supervisor.close();
      events.clear();
      statuses.clear();
    },
  };
  return { device, report };
}
