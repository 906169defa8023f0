import { toUpperHex } from '../../drivers/bytes.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { CabledKind } from '../../drivers/device-kinds.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { tapped } from '../../drivers/link/tap.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import { createRecorder } from '../../drivers/trace/recorded.ts';
import type { RecordedDevice } from '../../drivers/trace/recorded-device.ts';
import { newestOfEach } from './newest.ts';

/** One line of the wire as the dock shows it. */
export interface WireEntry {
  /** Counts up from 1 since the start; also what is no longer kept was counted. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly device: CabledKind;
  /** `in` is towards the kiosk. */
  readonly direction: 'in' | 'out';
  /** All bytes, two hex digits each, spaces between. */
  readonly hex: string;
  readonly meaning: string;
  readonly discarded: boolean;
}

export type WireLog = ReturnType<typeof createWireLog>;

/** The same links, with everything that goes over them decoded into the log. */
type Watch = (device: CabledKind, factory: LinkFactory, decoder: () => WireDecoder) => LinkFactory;

export interface WireLogOptions {
  /** The time of day. */
  readonly now: () => Date;
  readonly clock: Clock;
  /** What the header of a trace says of each that is traced. */
  readonly devices: Readonly<Partial<Record<CabledKind, RecordedDevice>>>;
}

/** Lines kept of each device; older ones are forgotten. */
export const WIRE_LINES_KEPT = 500;
/** Chunks kept for a trace: some hours of a kiosk that nobody uses. */
export const CHUNKS_KEPT = 20_000;

export function createWireLog({ now, clock, devices }: WireLogOptions) {
  let header = '';
  const recorded: string[] = [];
  const recorder = createRecorder({
    // The links are those of the kiosk, but what it asked of its drivers is not to be seen from here.
    header: { trace: 1, startedAt: now().toISOString(), end: 'device', devices },
    clock,
    write(line) {
      if (header === '') header = line;
      else recorded.push(line);
      if (recorded.length > 2 * CHUNKS_KEPT) recorded.splice(0, CHUNKS_KEPT);
    },
  });
  const changed = emitter<void>();
  let kept: readonly WireEntry[] = [];
  let count = 0;

  /**
   * Without the trace: for a second wire of a device, because a trace has one wire a device, and for one whose polls would
   * push everything else out of it.
   */
  const show: Watch = (device, factory, decoder) => () => {
    // A new link is a new conversation: half a frame from before the unplug is no part of it.
    const decode = decoder();
    return tapped(factory, (traffic) => {
      const at = now().getTime();
      const entries = decode(traffic).map(({ direction, bytes, meaning, discarded }): WireEntry => {
        count += 1;
        return { number: count, at, device, direction, hex: spacedHex(bytes), meaning, discarded };
      });
      if (entries.length === 0) return;
      kept = newestOfEach([...kept, ...entries], WIRE_LINES_KEPT);
      changed.emit();
    })();
  };

  const watch: Watch = (device, factory, decoder) => show(device, recorder.watch(device, factory), decoder);
  return {
    show,
    watch,
    /** What is kept of the lines after a number, oldest first; 0 gives all that is kept. */
    since: (after: number) => kept.filter(({ number }) => number > after),
    /** Every chunk since the start, or the latest of them, as the text of a trace (`drivers/trace/trace.ts`). */
    trace: () => header + recorded.slice(-CHUNKS_KEPT).join(''),
    onChange: changed.on,
  };
}

const spacedHex = (bytes: Uint8Array): string => toUpperHex(bytes).replace(/..(?=.)/g, '$& ');
