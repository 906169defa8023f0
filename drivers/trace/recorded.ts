import { toHex } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { Link, LinkFactory, Traffic } from '../link/link.ts';
import {
  encodeTraceLine,
  FUNCTION_PLACEHOLDER,
  SIGNAL_PLACEHOLDER,
  type TraceEntry,
  type TraceHeader,
} from './trace.ts';

export interface TraceRecorder {
  watch(device: string, factory: LinkFactory): LinkFactory;
  /** Calls of named methods are recorded with their results. */
  calls<T extends object>(device: string, driver: T, methods: readonly (keyof T & string)[]): T;
  /** Same question; each answer is recorded. */
  question<A>(device: string, name: string, ask: () => A): () => A;
  /** Records a chunk from elsewhere, such as the device's end. */
  chunk(device: string, traffic: Traffic): void;
}

export const NO_RECORDER: TraceRecorder = {
  watch: (_device, factory) => factory,
  calls: (_device, driver) => driver,
  question: (_device, _name, ask) => ask,
  chunk() {},
};

export interface RecorderOptions {
  readonly header: TraceHeader;
  readonly clock: Clock;
  /** Gets a line with its line end; the header comes first. */
  readonly write: (line: string) => void;
}

/** Rounds milliseconds to microseconds, which separate chunks of the fastest line. */
const PLACES = 1_000;

/**
 * Starts a trace. A trace holds everything on the wires: the zone of a document, a receipt with its name, card data from a terminal. Never
 * record a kiosk in use unless you want exactly these data.
 */
export function createRecorder({ header, clock, write }: RecorderOptions): TraceRecorder {
  const started = clock.now();
  let calls = 0;
  write(encodeTraceLine(header));

  const noteOf =
    (device: string): Note =>
    (said) => {
      const at = Math.round((clock.now() - started) * PLACES) / PLACES;
      write(encodeTraceLine({ at, device, ...said } as TraceEntry));
    };

  return {
    chunk: (device, traffic) => noteOf(device)(chunkOf(traffic)),
    question: (device, name, ask) => () => {
      const answer = ask();
      noteOf(device)({ asked: name, answer: answer ?? null });
      return answer;
    },
    watch: (device, factory) => () => watched(factory(), noteOf(device)),
    calls(device, driver, methods) {
      const recorded: Record<string, unknown> = {};
      for (const name of methods) {
        const method = driver[name];
        if (!isFunction(method)) throw new Error(`${name} is no method of the driver`);
        recorded[name] = (...args: unknown[]) => {
          calls += 1;
          return called(name, args, method, { id: calls, note: noteOf(device) });
        };
      }
      return { ...driver, ...recorded };
    },
  };
}

type EntryFields<E> = E extends TraceEntry ? Omit<E, 'at' | 'device'> : never;
type Note = (said: EntryFields<TraceEntry>) => void;

const chunkOf = ({ direction, bytes }: Traffic) => ({ direction, hex: toHex(bytes) });

function watched(link: Link, note: Note): Link {
  let open = false;
  link.onBytes((bytes) => note(chunkOf({ direction: 'in', bytes })));
  link.onDown(({ detail }) => note({ link: 'down', why: detail }));
  return {
    ...link,
    async open() {
      const opened = await link.open();
      open = opened.ok;
      note(opened.ok ? { link: 'open' } : { link: 'refused', why: opened.error.detail });
      return opened;
    },
    write(bytes) {
      note(chunkOf({ direction: 'out', bytes }));
      return link.write(bytes);
    },
    close() {
      if (open) note({ link: 'close' });
      open = false;
      return link.close();
    },
  };
}

interface Call {
  readonly id: number;
  readonly note: Note;
}

async function called(name: string, args: readonly unknown[], method: AnyFunction, call: Call): Promise<unknown> {
  const { id, note } = call;
  note({ call: name, id, args: args.map(writable) });
  const aborted = () => note({ id, aborted: true });
  const signal = args.find((arg): arg is AbortSignal => arg instanceof AbortSignal);
  if (signal?.aborted) aborted();
  else signal?.addEventListener('abort', aborted, { once: true });
  const settled = await method(...args.map((arg, of) => (isFunction(arg) ? answering(arg, of, call) : arg)));
  signal?.removeEventListener('abort', aborted);
  note({ id, settled: settled ?? null });
  return settled;
}

/** A notification returns nothing: not recorded. */
function answering(ask: AnyFunction, of: number, { id, note }: Call) {
  return (...args: unknown[]) => {
    const answer = ask(...args);
    if (!(answer instanceof Promise)) return answer;
    return answer.then((answered: unknown) => {
      note({ id, of, answered: answered ?? null });
      return answered;
    });
  };
}

type AnyFunction = (...args: unknown[]) => unknown;
const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

function writable(arg: unknown): unknown {
  if (isFunction(arg)) return FUNCTION_PLACEHOLDER;
  return arg instanceof AbortSignal ? SIGNAL_PLACEHOLDER : arg;
}
