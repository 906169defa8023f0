import { emitter } from '../../emitter.ts';
import { err, ok, type Result } from '../../result.ts';
import { supervisedDevice, type WireDriverOptions } from '../../supervision/device.ts';
import { type SupervisorTimings, supervise } from '../../supervision/supervisor.ts';
import type { Assurance, IdentityDocument, IdReader, ReaderEvent, ReaderStatus, ReaderTrouble } from '../contract.ts';
import { parseZone, type ZoneSettings } from './codec.ts';
import { connectReader, type MrzConnection } from './connection.ts';
import { type MrzDialect, PLAIN_LINES } from './dialect.ts';
import { documentOf } from './document.ts';
import { MRZ_TIMINGS, type MrzTimings } from './listener.ts';

/** The settings of a zone reader in a profile, without its link. `MRZ_SETTINGS` is their shape. */
export interface MrzSettings extends ZoneSettings {
  /** Plain lines unless told. */
  readonly dialect?: MrzDialect | undefined;
}

/** What a driver of a zone reader needs. Its timings are in milliseconds. */
export interface MrzReaderOptions extends WireDriverOptions, MrzSettings {
  /** The day that two-digit years are read against, by the kiosk's own calendar. */
  readonly today: () => Date;
  readonly timings?: Partial<MrzTimings & SupervisorTimings>;
}

/**
 * A reader that sends the zone of any document that is put into it.
 *
 * Most answer nothing: their heartbeat is a lone CR written to them, which finds a port that vanished (a serial port that
 * is gone is noticed only by writing), but not a reader that is switched off behind an adapter that is still there,
 * and `media` is `not-measured`. An Elyctis reader is asked for the zone in its slot at each beat: that is its
 * heartbeat and its `media`.
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
  const dialect = options.dialect ?? PLAIN_LINES;
  const events = emitter<ReaderEvent>();

  const supervisor = supervise<MrzConnection>({
    clock: options.clock,
    link: options.link,
    random: options.random,
    connect: (link, signal) =>
      connectReader(
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

  const { device, report } = supervisedDevice(
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

/** What is known of the slot while nothing answers. */
const mediaOf = (dialect: MrzDialect): ReaderStatus['media'] =>
  dialect.name === 'elyctis' ? 'unknown' : 'not-measured';

type Reading = Result<{ readonly document: IdentityDocument; readonly assurance: Assurance }, ReaderTrouble>;

function judge(lines: readonly string[], options: MrzReaderOptions): Reading {
  const parsed = parseZone(lines, options);
  // A digit in a name is a misread letter that no check digit covers: reading again is better than a wrong name.
  if (!parsed.ok || parsed.value.implausible.includes('names')) return err({ code: 'RDR-101', kind: 'unreadable' });
  const document = documentOf(parsed.value, options.today());
  if (!document.ok) return err({ code: 'RDR-102', kind: 'check-digit', failed: document.error });
  return ok({ document: document.value, assurance: 'zone' });
}
