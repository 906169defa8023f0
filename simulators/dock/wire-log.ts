import { emitter } from '../../drivers/emitter.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { tapped } from '../../drivers/link/tap.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import type { DeviceName } from './devices.ts';
import { newestOfEach } from './newest.ts';

/** One line of the wire as the dock shows it and a trace file keeps it. */
export interface WireEntry {
  /** Counts up from 1 since the start; also what is no longer kept was counted. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly device: DeviceName;
  /** `in` is towards the kiosk. */
  readonly direction: 'in' | 'out';
  /** All bytes, two hex digits each, spaces between. */
  readonly hex: string;
  readonly meaning: string;
  readonly discarded: boolean;
}

export interface WireLog {
  /** The same links, with everything that goes over them decoded into the log. */
  watch(device: DeviceName, factory: LinkFactory, decoder: () => WireDecoder): LinkFactory;
  /** What is kept of the lines after `number`, oldest first; 0 gives all that is kept. */
  since(number: number): readonly WireEntry[];
  onChange(listener: () => void): () => void;
}

/** Lines kept of each device; older ones are forgotten. */
export const WIRE_LINES_KEPT = 500;

/** `now` is the time of day. */
export function createWireLog(now: () => Date): WireLog {
  const changed = emitter<void>();
  let kept: readonly WireEntry[] = [];
  let count = 0;

  return {
    watch(device, factory, decoder) {
      return () => {
        // A new link is a new conversation: half a frame from before the unplug is no part of it.
        const decode = decoder();
        return tapped(factory, (traffic) => {
          const at = now().getTime();
          const entries = decode(traffic).map(({ direction, bytes, meaning, discarded }): WireEntry => {
            count += 1;
            return { number: count, at, device, direction, hex: hexOf(bytes), meaning, discarded };
          });
          if (entries.length === 0) return;
          kept = newestOfEach([...kept, ...entries], WIRE_LINES_KEPT);
          changed.emit();
        })();
      };
    },
    since: (after) => kept.filter(({ number }) => number > after),
    onChange: changed.on,
  };
}

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');

/** The lines as a trace: one JSON object a line, times as ISO. */
export function traceOf(entries: readonly WireEntry[]): string {
  return entries
    .map(({ number: _, at, ...entry }) => `${JSON.stringify({ at: new Date(at).toISOString(), ...entry })}\n`)
    .join('');
}
