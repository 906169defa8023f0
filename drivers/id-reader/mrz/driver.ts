import { type Clock, pause } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Link, LinkFactory } from '../../link/link.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { err, ok, type Result } from '../../result.ts';
import { type Connection, type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type { Assurance, IdentityDocument, IdReader, ReaderEvent, ReaderStatus, ReaderTrouble } from '../contract.ts';
import { parseZone, type Zone } from './codec.ts';
import { isoBirthDate, isoExpiryDate } from './dates.ts';
import { createZoneListener, MRZ_TIMINGS, type MrzTimings, type ZoneListener } from './listener.ts';

export interface MrzReaderOptions {
  readonly link: LinkFactory;
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the spread of retries. */
  readonly random: () => number;
  /** The bytes may be part of somebody's zone: count them, show them to a developer, never log them. */
  readonly onDiscarded: OnDiscarded;
  /** The day that two-digit years are read against, by the kiosk's own calendar. */
  readonly today: () => Date;
  readonly timings?: Partial<MrzTimings & SupervisorTimings>;
  /** See `FIN_ALPHABET`. */
  readonly finAlphabet?: string;
}

const CARRIAGE_RETURN = Uint8Array.of(0x0d);

/**
 * A reader that sends the zone of whatever is put into it as plain lines, CR after each, and answers nothing.
 *
 * There is no question it would answer, so the heartbeat is a lone CR written to it: that finds a port that
 * vanished (a serial port that is gone is noticed only by writing), but not a reader that is switched off behind
 * an adapter that is still there. `media` is `not-measured` for the same reason.
 *
 * `document.inserted` comes with the first few characters of a zone. A zone is judged as soon as its last line is
 * whole; 150 ms of silence end what is not. The same zone again within 1 s of its last sending is the same card still
 * lying there and is no event; so is a broken piece that follows a zone within that time, because it is that card
 * being taken away.
 *
 * Names come as the zone has them: Latin capitals without diacritics (ICAO 9303-3 §6), which is not how the holder
 * writes them.
 */
export function createMrzReader(options: MrzReaderOptions): IdReader {
  const timings = { ...MRZ_TIMINGS, ...options.timings };
  const events = emitter<ReaderEvent>();
  const statuses = emitter<ReaderStatus>();

  const supervisor = supervise<MrzConnection>({
    clock: options.clock,
    link: options.link,
    random: options.random,
    connect: (link, signal) => {
      const listener = createZoneListener({
        clock: options.clock,
        timings,
        emit: events.emit,
        judge: (lines) => judge(lines, options),
        onDiscarded: options.onDiscarded,
      });
      return connect(link, listener, options.clock, timings.settle, signal);
    },
    ...(options.timings && { timings: options.timings }),
  });

  const status = (): ReaderStatus => ({ device: supervisor.state(), media: 'not-measured' });
  supervisor.onState((state) => {
    statuses.emit(status());
    if (state === 'online') supervisor.connection()?.listen();
  });

  return {
    status,
    onStatus: statuses.on,
    onEvent: events.on,
    async close() {
      await supervisor.close();
      events.clear();
      statuses.clear();
    },
  };
}

interface MrzConnection extends Connection {
  /** Hands over what came while connecting, and from now on what comes. */
  listen(): void;
}

/** Waits for a short quiet. A byte ends the wait: the reader is there, and its document must not be lost. */
async function connect(
  link: Link,
  listener: ZoneListener,
  clock: Clock,
  settleMs: number,
  signal: AbortSignal,
): Promise<MrzConnection | undefined> {
  const early: Uint8Array[] = [];
  const talking = new AbortController();
  let deliver = (chunk: Uint8Array): void => {
    early.push(chunk);
    talking.abort();
  };
  link.onBytes((chunk) => deliver(chunk));
  const stop = () => talking.abort();
  signal.addEventListener('abort', stop, { once: true });
  await pause(clock, settleMs, talking.signal);
  signal.removeEventListener('abort', stop);
  // A port that opens and takes no byte would be online and offline by turns.
  if (signal.aborted || !(await written(link, signal))) return undefined;
  if (early.length === 0) listener.startsFresh();
  return {
    listen() {
      deliver = listener.bytes;
      for (const chunk of early.splice(0)) listener.bytes(chunk);
    },
    heartbeat: (beat) => written(link, beat),
    close() {
      deliver = () => {};
      listener.close();
    },
  };
}

/** Whether the port took a byte before the signal: a port that hangs must not hang us. */
function written(link: Link, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const giveUp = () => resolve(false);
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    link.write(CARRIAGE_RETURN).then((result) => {
      signal.removeEventListener('abort', giveUp);
      resolve(result.ok);
    }, reject);
  });
}

type Reading = Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;

function judge(lines: readonly string[], options: MrzReaderOptions): Reading {
  const { finAlphabet } = options;
  const parsed = parseZone(lines, finAlphabet === undefined ? {} : { finAlphabet });
  // A digit in a name is a misread letter that no check digit covers: reading again is better than a wrong name.
  if (!parsed.ok || parsed.value.implausible.includes('names')) return err({ code: 'RDR-101', kind: 'unreadable' });
  const zone = parsed.value;
  const failed = failedChecks(zone);
  const today = options.today();
  const birthDate = isoBirthDate(zone.birthDate, today);
  const expiryDate = zone.expiryDate === null ? null : isoExpiryDate(zone.expiryDate, today);
  if (birthDate === null) failed.add('birthDate');
  if (zone.expiryDate !== null && expiryDate === null) failed.add('expiryDate');
  if (failed.size > 0 || birthDate === null) {
    return err({ code: 'RDR-102', kind: 'check-digit', failed: [...failed] });
  }
  return ok({ document: documentOf(zone, birthDate, expiryDate), assurance: 'zone' });
}

const failedChecks = (zone: Zone): Set<string> =>
  new Set(Object.entries(zone.checks).flatMap(([name, holds]) => (holds === false ? [name] : [])));

function documentOf(zone: Zone, birthDate: string, expiryDate: string | null): IdentityDocument {
  const { format, documentCode, issuer, documentNumber, surname, givenNames, nationality, sex, fin } = zone;
  return {
    format,
    documentCode,
    issuer,
    documentNumber,
    surname,
    givenNames,
    nationality,
    sex,
    birthDate,
    expiryDate,
    fin,
  };
}
