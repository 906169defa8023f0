import { toHex } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { LinkFactory, Traffic } from '../link/link.ts';
import { FUNCTION, SIGNAL, type TraceEntry, type TraceHeader, traceLine } from './trace.ts';

/** Writes down what goes over wires, and what was asked of the drivers on them. */
export interface Recorder {
  /** The same links, with everything that goes over them in the trace. */
  watch(device: string, factory: LinkFactory): LinkFactory;
  /** The same driver; calls of the named methods are in the trace, with what became of them. */
  calls<T extends object>(device: string, driver: T, methods: readonly (keyof T & string)[]): T;
  /** The same question, with what it is answered in the trace. */
  question<A>(device: string, name: string, ask: () => A): () => A;
  /** A chunk that was heard in another way, such as at the device's end. */
  chunk(device: string, traffic: Traffic): void;
}

/** Everything as it is, and no trace. */
export const UNRECORDED: Recorder = {
  watch: (_device, factory) => factory,
  calls: (_device, driver) => driver,
  question: (_device, _name, ask) => ask,
  chunk() {},
};

export interface RecorderOptions {
  readonly header: TraceHeader;
  readonly clock: Clock;
  /** Takes one line with its end, in order; the header comes at once. */
  readonly write: (line: string) => void;
}

/** Microseconds: enough to tell two chunks of the fastest line apart. */
const PLACES = 1_000;

/**
 * Starts a trace. It holds whatever the wires hold: the zone of a document, a receipt with its name, what a terminal says of
 * a card. Who records a kiosk that people use must want exactly that.
 */
export function createRecorder({ header, clock, write }: RecorderOptions): Recorder {
  const started = clock.now();
  let calls = 0;
  write(traceLine(header));

  type Said<E> = E extends TraceEntry ? Omit<E, 'at' | 'device'> : never;
  function note(device: string, said: Said<TraceEntry>): void {
    const at = Math.round((clock.now() - started) * PLACES) / PLACES;
    write(traceLine({ at, device, ...said } as TraceEntry));
  }

  const chunk = (device: string, { direction, bytes }: Traffic) => note(device, { direction, hex: toHex(bytes) });

  /** One call of `act`, with what becomes of its arguments. */
  async function called(
    device: string,
    name: string,
    args: readonly unknown[],
    act: (own: readonly unknown[]) => unknown,
  ) {
    calls += 1;
    const id = calls;
    note(device, { call: name, id, args: args.map(writable) });
    const aborted = () => note(device, { id, aborted: true });
    const signal = args.find((arg): arg is AbortSignal => arg instanceof AbortSignal);
    if (signal?.aborted) aborted();
    else signal?.addEventListener('abort', aborted, { once: true });
    const settled = await act(args.map((arg, of) => (isFunction(arg) ? answering(arg, of, device, id) : arg)));
    signal?.removeEventListener('abort', aborted);
    note(device, { id, settled: settled ?? null });
    return settled;
  }

  /** A function that is asked something answers with a promise; one that is only told answers nothing. */
  function answering(ask: AnyFunction, of: number, device: string, id: number) {
    return (...args: unknown[]) => {
      const answer = ask(...args);
      if (!(answer instanceof Promise)) return answer;
      return answer.then((answered: unknown) => {
        note(device, { id, of, answered: answered ?? null });
        return answered;
      });
    };
  }

  return {
    chunk,
    question: (device, name, ask) => () => {
      const answer = ask();
      note(device, { asked: name, answer: answer ?? null });
      return answer;
    },
    watch: (device, factory) => () => {
      const link = factory();
      link.onBytes((bytes) => chunk(device, { direction: 'in', bytes }));
      link.onDown(({ detail }) => note(device, { link: 'down', why: detail }));
      let open = false;
      return {
        ...link,
        async open() {
          const opened = await link.open();
          open = opened.ok;
          note(device, opened.ok ? { link: 'open' } : { link: 'refused', why: opened.error.detail });
          return opened;
        },
        write(bytes) {
          chunk(device, { direction: 'out', bytes });
          return link.write(bytes);
        },
        close() {
          if (open) note(device, { link: 'close' });
          open = false;
          return link.close();
        },
      };
    },
    calls(device, driver, methods) {
      const recorded: Record<string, unknown> = {};
      for (const name of methods) {
        const method = driver[name];
        if (!isFunction(method)) throw new Error(`${name} is no method of the driver`);
        recorded[name] = (...args: unknown[]) => called(device, name, args, (own) => method(...own));
      }
      return { ...driver, ...recorded };
    },
  };
}

type AnyFunction = (...args: unknown[]) => unknown;
const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

/** What belongs to this process cannot be written down. */
function writable(arg: unknown): unknown {
  if (isFunction(arg)) return FUNCTION;
  return arg instanceof AbortSignal ? SIGNAL : arg;
}
