import type { Clock } from '../clock.ts';
import { type Emitter, emitter, onlyChanges } from '../emitter.ts';
import type { LinkFactory } from '../link/link.ts';
import type { OnDiscarded } from '../link/wire-line.ts';

/** What every driver is given. */
export interface DriverOptions {
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
}

/** What every driver of a device on a wire is given. */
export interface WireDriverOptions extends DriverOptions {
  readonly link: LinkFactory;
  /** The bytes may be part of somebody's document: count them, show them to a developer, never log them. */
  readonly onDiscarded: OnDiscarded;
}

/** What the drivers of supervised devices have in common: a status, of which only changes are told, and events. */
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

/** `report`: the status may be another one for a reason that the supervisor does not know. */
export function supervisedDevice<S, E>(
  supervisor: Supervised,
  events: Emitter<E>,
  status: () => S,
): { readonly device: SupervisedDevice<S, E>; readonly report: () => void } {
  const statuses = emitter<S>();
  const tell = onlyChanges(statuses.emit, status());
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
