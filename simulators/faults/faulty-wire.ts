import type { Clock } from '../../drivers/clock.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { Traffic } from '../../drivers/link/link.ts';
import type { Wire } from '../wire.ts';
import { createFaultInjector, createOneWayWire, type WireFaults } from './wire-faults.ts';

export type Unplug = () => void;

/**
 * The device's end of any wire, with faults: like `withWireFaults`, for wires with the other end in another process. `before` sees each
 * chunk before the faults, so it can arm a fault for this chunk.
 *
 * Bytes towards the kiosk that are written right before an unplug may be lost in the system, as with a real cable.
 */
export function withFaultsAtDevice(
  wire: Wire,
  options: {
    readonly clock: Clock;
    readonly random: () => number;
    readonly unplug: Unplug;
    readonly before?: (traffic: Traffic) => void;
  },
): Wire & { readonly faults: WireFaults } {
  const { clock, random, before } = options;
  const incoming = emitter<Uint8Array>();
  const lanes = {
    in: createOneWayWire(clock, (bytes) => wire.write(bytes), unplug),
    out: createOneWayWire(clock, incoming.emit, unplug),
  };
  const injector = createFaultInjector(random, (on, bytes) => lanes[on].push({ bytes, waitMs: 0, thenUnplug: false }));

  function unplug(): void {
    lanes.in.empty();
    lanes.out.empty();
    options.unplug();
  }

  function carry(direction: Traffic['direction'], bytes: Uint8Array): void {
    before?.({ direction, bytes });
    for (const step of injector.meet(direction, bytes.slice())) lanes[direction].push(step);
  }

  wire.onBytes((bytes) => carry('out', bytes));
  return {
    write: (bytes) => carry('in', bytes),
    onBytes: incoming.on,
    onConnected: wire.onConnected,
    ...(wire.hold && { hold: wire.hold }),
    faults: injector.faults,
  };
}
