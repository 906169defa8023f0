import { emitter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import { createSupervisedDevice, type WireDriverOptions } from '../../supervision/device.ts';
import { type SupervisorTimings, superviseDevice } from '../../supervision/supervisor.ts';
import type { Assurance, IdentityDocument, IdReader, ReaderEvent, ReaderStatus, ReaderTrouble } from '../contract.ts';
import { parseZone, type ZoneSettings } from './codec.ts';
import { connectMrzReader, type MrzConnection } from './connection.ts';
import { type MrzDialect, PLAIN_LINES } from './dialect.ts';
import { documentOf } from './document.ts';
import { MRZ_TIMINGS, type MrzTimings } from './listener.ts';

/** Zone reader in a profile, without its link; see `MRZ_SETTINGS_WITHOUT_LINK`. */
export interface MrzSettings extends ZoneSettings {
  /** Absent: plain lines. */
  readonly dialect?: MrzDialect | undefined;
}

/** Options of `createMrzReader`. Timings: milliseconds. */
export interface MrzReaderOptions extends WireDriverOptions, MrzSettings {
  /** Kiosk's calendar day, for two-digit years. */
  readonly today: () => Date;
  readonly timings?: Partial<MrzTimings & SupervisorTimings>;
}

/**
 * Drives a reader that sends the zone of every inserted document.
 *
 * Most readers answer no questions. Their heartbeat is a written lone CR, which finds a vanished port: a serial port shows its loss only on
 * a write. It does not find a reader that is switched off behind an adapter; `media` is `not-measured`. An Elyctis reader is asked for the
 * zone in its slot at each heartbeat, which also gives `media`.
 *
 * `document.inserted` comes with the first few characters of a zone. The result comes with the complete last line, or after 150 ms of
 * silence. The same zone again within 1 s of its last sending is the same card in place, and is no event. A broken piece within that time
 * is that card being taken away, and is no event either.
 *
 * Names are in Latin capitals without diacritics, as in the zone (ICAO 9303-3 §6), not as the holder writes them.
 */
export function createMrzReader(options: MrzReaderOptions): IdReader {
  const timings = { ...MRZ_TIMINGS, ...options.timings };
  const dialect = options.dialect ?? PLAIN_LINES;
  const events = emitter<ReaderEvent>();

  const supervisor = superviseDevice<MrzConnection>({
    clock: options.clock,
    link: options.link,
    random: options.random,
    connect: (link, signal) =>
      connectMrzReader(
        link,
        {
          dialect,
          clock: options.clock,
          timings,
          emit: events.emit,
          judge: (lines) => judge(lines, options),
          onDiscarded: options.onDiscarded,
          onMedia: () => report(),
        },
        signal,
      ),
    ...(options.timings && { timings: options.timings }),
  });

  const { device, report } = createSupervisedDevice(
    { onChange: supervisor.onState, close: supervisor.close },
    events,
    (): ReaderStatus => {
      const state = supervisor.state();
      const media = state === 'online' ? supervisor.connection()?.media() : undefined;
      return { device: state, media: media ?? mediaOf(dialect) };
    },
  );
  supervisor.onState((state) => {
    if (state === 'online') supervisor.connection()?.listen();
  });
  return device;
}

/** Media until the reader gives an answer. */
const mediaOf = (dialect: MrzDialect): ReaderStatus['media'] =>
  dialect.name === 'elyctis' ? 'unknown' : 'not-measured';

type Reading = Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;

function judge(lines: readonly string[], options: MrzReaderOptions): Reading {
  const parsed = parseZone(lines, options);
  // A digit in a name is a misread letter: better read again.
  if (!parsed.ok || parsed.value.implausible.includes('names')) return err({ code: 'RDR-101', kind: 'unreadable' });
  const document = documentOf(parsed.value, options.today());
  if (!document.ok) return err({ code: 'RDR-102', kind: 'check-digit', failed: document.error });
  return ok({ document: document.value, assurance: 'zone' });
}
