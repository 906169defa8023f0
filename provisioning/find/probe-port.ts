import { concat } from '../../drivers/bytes.ts';
import { type Clock, pause } from '../../drivers/clock.ts';
import { createDialectFramer, type OneWayDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import type { Link, LinkTrouble } from '../../drivers/link/link.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type PortProbe, PROBE_TURNS } from './probes.ts';

export type PortProbeResult =
  | { readonly is: 'answers'; readonly probe: PortProbe; readonly baudRate: number }
  /** A reader sent a document's zone unasked. */
  | { readonly is: 'reader'; readonly dialect: OneWayDialect; readonly baudRate: number }
  /** Number of bytes that no probe can identify. */
  | { readonly is: 'speaks'; readonly bytes: number; readonly baudRate: number }
  /** The port returns each byte that is sent. */
  | { readonly is: 'echo' }
  | { readonly is: 'silent' }
  | { readonly is: 'trouble'; readonly trouble: LinkTrouble };

/** All times in ms. */
export interface ProbeTimings {
  /**
   * Before the first byte. A terminal repeats an unacknowledged message after 5 s (T2 of PA00P016_04, chapter 3). An unexpected ACK would
   * end a dialogue that this program does not know.
   */
  readonly listen: number;
  /** Time for old bytes in an adapter's buffer to arrive. */
  readonly settle: number;
  /** After a question. Each protocol here answers within 100 ms; an adapter may delay bytes by up to 16 ms, twice. */
  readonly answer: number;
  /** Silence. At 9600 baud a byte takes 1 ms. */
  readonly quiet: number;
}

export const PROBE_TIMINGS: ProbeTimings = { listen: 5_500, settle: 60, answer: 350, quiet: 60 };

export interface PortToProbe {
  /** With two stop bits: a receiver of one stop bit takes the second for an idle line. */
  readonly open: (baudRate: number) => Link;
  readonly clock: Clock;
  readonly timings: ProbeTimings;
  readonly signal: AbortSignal;
  readonly note: (words: string) => void;
}

/**
 * Listens, then sends each device's harmless question at each speed. Stops at the first answer: a known device gets no question for another
 * device.
 */
export async function probePort(port: PortToProbe): Promise<PortProbeResult> {
  const heard = await listenFirst(port);
  if (!heard.ok) return { is: 'trouble', trouble: heard.error };
  if (heard.value) return heard.value;
  let loudest: PortProbeResult = { is: 'silent' };
  for (const { baudRate, probes } of PROBE_TURNS) {
    if (port.signal.aborted) break;
    const turn = await takeTurn(port, baudRate, probes);
    if (!turn.ok) return { is: 'trouble', trouble: turn.error };
    const { answered, echo, bytes } = turn.value;
    if (answered) return { is: 'answers', probe: answered, baudRate };
    if (echo) return { is: 'echo' };
    if (bytes > 0 && loudest.is === 'silent') loudest = { is: 'speaks', bytes, baudRate };
  }
  return loudest;
}

/** Whether this probe is answered at this speed. Virtual serial ports answer at any speed, and the search stops at the first. */
export async function answersProbe(port: PortToProbe, probe: PortProbe, baudRate: number): Promise<boolean> {
  const turn = await takeTurn(port, baudRate, [probe]);
  return turn.ok && turn.value.answered !== null;
}

/** Speed of most devices that send unasked. If a device has another speed, its bytes arrive but are not understood. */
const LISTENING_BAUD_RATE = 9_600;

/** A device that sends unasked is busy. */
function listenFirst(port: PortToProbe): Promise<Result<PortProbeResult | null, LinkTrouble>> {
  const { timings } = port;
  port.note(`listens for ${timings.listen / 1_000} s`);
  return withLink(port, LISTENING_BAUD_RATE, async (ear) => {
    ear.forget();
    const bytes = await ear.next(timings.listen, timings.listen);
    if (bytes.length === 0) return null;
    const dialect = zoneDialectOf(bytes);
    if (dialect) return { is: 'reader', dialect, baudRate: LISTENING_BAUD_RATE };
    return { is: 'speaks', bytes: bytes.length, baudRate: LISTENING_BAUD_RATE };
  });
}

/** Strictest dialect first: bare lines also occur inside the blocks of the others. */
const DIALECTS: readonly OneWayDialect[] = [{ name: '3m' }, { name: 'desko' }, { name: 'lines' }];

/** Dialect in which these bytes are a document's zone. The data in the zone is not read. */
export function zoneDialectOf(bytes: Uint8Array): OneWayDialect | undefined {
  return DIALECTS.find((dialect) => {
    const framer = createDialectFramer(dialect);
    return [...framer.feed(bytes), ...framer.gap()].some((each) => each.kind === 'frame' && each.body.kind === 'zone');
  });
}

interface Turn {
  readonly answered: PortProbe | null;
  readonly echo: boolean;
  readonly bytes: number;
}

function takeTurn(
  port: PortToProbe,
  baudRate: number,
  probes: readonly PortProbe[],
): Promise<Result<Turn, LinkTrouble>> {
  port.note(`asks at ${baudRate}: ${probes.map(({ name }) => name).join(', ')}`);
  return withLink(port, baudRate, async (ear) => {
    ear.forget();
    let bytes = 0;
    for (const probe of probes) {
      const heard = await askProbe(port, ear, probe);
      if (heard === 'answered') return { answered: probe, echo: false, bytes };
      if (isEcho(heard, probe)) return { answered: null, echo: true, bytes };
      bytes += heard.length;
      if (probe.takeBack && heard.length === 0) await ear.say(probe.takeBack);
      if (port.signal.aborted) break;
    }
    return { answered: null, echo: false, bytes };
  });
}

async function askProbe({ timings }: PortToProbe, ear: Ear, probe: PortProbe): Promise<'answered' | Uint8Array> {
  for (const [number, question] of probe.questions.entries()) {
    ear.forget();
    await ear.say(question);
    const heard = await ear.next(timings.answer, timings.quiet);
    if (!probe.isAnswer(heard, number)) return heard;
  }
  if (probe.farewell) await ear.say(probe.farewell);
  return 'answered';
}

const isEcho = (heard: Uint8Array, { questions: [question] }: PortProbe): boolean =>
  question !== undefined && heard.length > 0 && Buffer.from(heard).equals(question);

type Ear = ReturnType<typeof createEar>;

function createEar(link: Link, clock: Clock, signal: AbortSignal) {
  let bytes: Uint8Array = new Uint8Array();
  let wake = () => {};
  link.onBytes((chunk) => {
    bytes = concat(bytes, chunk).slice(-KEPT_BYTES);
    wake();
  });
  return {
    say: (question: Uint8Array) => link.write(question),
    forget() {
      bytes = new Uint8Array();
    },
    /** Ends after `quietMs` without a new byte. */
    async next(ms: number, quietMs: number): Promise<Uint8Array> {
      const until = clock.now() + ms;
      let left = ms;
      while (left > 0 && !signal.aborted) {
        const before = bytes.length;
        const more = new AbortController();
        wake = () => more.abort();
        signal.addEventListener('abort', wake, { once: true });
        await pause(clock, before > 0 ? Math.min(left, quietMs) : left, more.signal);
        signal.removeEventListener('abort', wake);
        if (before > 0 && bytes.length === before) break;
        left = until - clock.now();
      }
      return bytes;
    },
  };
}

/** Newest bytes kept of a device that never stops; a zone has 92. */
const KEPT_BYTES = 512;

async function withLink<T>(
  { open, clock, timings, signal }: PortToProbe,
  baudRate: number,
  work: (ear: Ear) => Promise<T>,
): Promise<Result<T, LinkTrouble>> {
  const link = open(baudRate);
  const ear = createEar(link, clock, signal);
  let down: LinkTrouble | undefined;
  link.onDown((why) => {
    down = why;
  });
  const opened = await link.open();
  if (!opened.ok) {
    await link.close();
    return opened;
  }
  try {
    await pause(clock, timings.settle, signal);
    const done = await work(ear);
    return down ? { ok: false, error: down } : ok(done);
  } finally {
    await link.close();
  }
}
