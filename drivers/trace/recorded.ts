import { toHex } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { Link, LinkFactory, Traffic } from '../link/link.ts';
import { FUNCTION, SIGNAL, type TraceEntry, type TraceHeader, traceLine } from './trace.ts';

/** Records wires and driver calls. */
export interface Recorder {
  watch(device: string, factory: LinkFactory): LinkFactory;
  /** The same driver, named methods recorded with results. */
  calls<T extends object>(device: string, driver: T, methods: readonly (keyof T & string)[]): T;
  /** The same question, recorded with its answer. */
  question<A>(device: string, name: string, ask: () => A): () => A;
  /** A chunk from elsewhere, such as the device's end. */
  chunk(device: string, traffic: Traffic): void;
}

export const NO_RECORDER: Recorder = {
  watch: (_device, factory) => factory,
  calls: (_device, driver) => driver,
  question: (_device, _name, ask) => ask,
  chunk() {},
};

export interface RecorderOptions {
  readonly header: TraceHeader;
  readonly clock: Clock;
  /** One line with its end, header first. */
  readonly write: (line: string) => void;
}

/** Microseconds: enough to separate chunks of the fastest line. */
const PLACES = 1_000;

/**
 * Starts a trace. It holds everything on the wires: the zone of a document, a receipt with its name, what a terminal says of a card. Never
 * record a kiosk in use unless you want exactly these data.
 */
export function createRecorder({ header, clock, write }: RecorderOptions): Recorder {
  const started = clock.now();
  let calls = 0;
  write(traceLine(header));

  const noteOf =
    (device: string): Note =>
    (said) => {
      const at = Math.round((clock.now() - started) * PLACES) / PLACES;
      write(traceLine({ at, device, ...said } as TraceEntry));
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

/** With the signal's abort and answers of function arguments. */
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

/** A question returns a promise. A notification returns nothing: nothing is recorded. */
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

/** Functions and signals cannot be written. */
function writable(arg: unknown): unknown {
  if (isFunction(arg)) return FUNCTION;
  return arg instanceof AbortSignal ? SIGNAL : arg;
}
