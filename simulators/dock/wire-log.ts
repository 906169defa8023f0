import { toUpperHex } from '../../drivers/bytes.ts';
import type { Clock } from '../../drivers/clock.ts';
import type { CabledDeviceKind } from '../../drivers/device-kinds.ts';
import { emitter } from '../../drivers/emitter.ts';
import type { LinkFactory } from '../../drivers/link/link.ts';
import { tapLinkFactory } from '../../drivers/link/tap.ts';
import type { WireDecoder } from '../../drivers/link/wire-line.ts';
import { createRecorder } from '../../drivers/trace/recorded.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import { newestOfEach } from './newest.ts';

export interface WireEntry {
  /** From 1; dropped lines count too. */
  readonly number: number;
  readonly at: number;
  readonly device: CabledDeviceKind;
  /** `in`: towards the kiosk. */
  readonly direction: 'in' | 'out';
  readonly hex: string;
  readonly meaning: string;
  readonly discarded: boolean;
}

export type WireLog = ReturnType<typeof createWireLog>;

type Watch = (device: CabledDeviceKind, factory: LinkFactory, decoder: () => WireDecoder) => LinkFactory;

export interface WireLogOptions {
  readonly now: () => Date;
  readonly clock: Clock;
  readonly devices: Readonly<Partial<Record<CabledDeviceKind, RecordedDeviceSettings>>>;
}

export const WIRE_LINES_KEPT = 500;
/** Chunks for a trace: some hours of an idle kiosk. */
export const CHUNKS_KEPT = 20_000;

export function createWireLog({ now, clock, devices }: WireLogOptions) {
  let header = '';
  const recorded: string[] = [];
  const recorder = createRecorder({
    // The kiosk's links, without its drivers' calls.
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

  /** Without the trace, which has one wire a device. */
  const show: Watch = (device, factory, decoder) => () => {
    const decode = decoder();
    return tapLinkFactory(factory, (traffic) => {
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
    /** Oldest first; 0: all. */
    since: (after: number) => kept.filter(({ number }) => number > after),
    /** As in `drivers/trace/trace.ts`: all, or the latest `CHUNKS_KEPT`. */
    trace: () => header + recorded.slice(-CHUNKS_KEPT).join(''),
    onChange: changed.on,
  };
}

const spacedHex = (bytes: Uint8Array): string => toUpperHex(bytes).replace(/..(?=.)/g, '$& ');
