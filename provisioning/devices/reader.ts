import { randomBytes } from 'node:crypto';
import type { Profile } from '../../device/config/profile.ts';
import type { IdReader, ReaderEvent } from '../../drivers/id-reader/contract.ts';
import { DIALECTS_AS_TYPED, parseDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createMrzReader } from '../../drivers/id-reader/mrz/driver.ts';
import { mrzSettingsOf } from '../../drivers/id-reader/mrz/settings.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { formatTable, printJson } from '../command/output.ts';
import { recordDevice } from '../replay/record-file.ts';
import { chipReaderAccess, describeAwayChipReader, trustDirOf } from './chip.ts';
import {
  adviceOf,
  comesOnline,
  createDiscardLog,
  createLinkWithTrouble,
  type DeviceCommandOptions,
  describeUnreachableDevice,
  findDevice,
} from './open-device.ts';
import { tellKioskDeviceTested } from './tested.ts';

export interface ReadOptions extends DeviceCommandOptions {
  /** Seconds. */
  readonly wait?: number;
  readonly dialect?: string;
}

const DEFAULT_WAIT_S = 60;

export type DocumentReadResult = Extract<ReaderEvent, { type: 'document.read' }>['result'];

/** Waits for one document. The content of its zone goes only to standard output. */
export async function readerRead(options: ReadOptions, io: Io): Promise<CliOutcome> {
  const typed = options.dialect === undefined ? undefined : parseDialect(options.dialect);
  if (options.dialect !== undefined && !typed) {
    return misused(`no dialect called ${options.dialect}; there are ${DIALECTS_AS_TYPED}`);
  }
  const place = await findDevice('reader', options);
  if (!place.ok) return place;
  const { settings } = place.value;
  const link = createLinkWithTrouble(place.value.address);
  const discarded = createDiscardLog(io);
  const speech = mrzSettingsOf({ ...settings, ...(typed && { dialect: typed }) });
  const recording = recordDevice(options.record, 'reader', { driver: 'mrz', ...speech });
  if (!recording.ok) return recording;
  const made = createMrzReader({
    ...speech,
    link: recording.value.watch(link.factory),
    clock: io.clock,
    random: Math.random,
    onDiscarded: discarded.note,
    today: () => new Date(),
  });
  const zones = recording.value.calls(made, ['close']);
  const beside = await joinChipReader(settings, zones, io);
  if (!beside.ok) {
    await zones.close();
    recording.value.close();
    return beside;
  }
  const { reader, away } = beside.value;
  try {
    const document = nextDocument(reader, options.wait ?? DEFAULT_WAIT_S, io);
    if (!(await comesOnline(reader, io.clock))) {
      document.stop();
      const chip = away();
      if (chip && options.json) printJson(io, { read: false, code: chip.code });
      if (chip) return failed(`the chip reader at ${chip.found}: ${chip.fix}`);
      const code = link.trouble()?.code ?? 'RDR-104';
      if (options.json) printJson(io, { read: false, code });
      return failed(describeUnreachableDevice('reader', place.value.address, link.trouble(), discarded.bytes()));
    }
    io.note('Put a document into the reader.');
    return report(await document.came, options, io);
  } finally {
    await reader.close();
    recording.value.close();
  }
}

interface WithChip {
  readonly reader: IdReader;
  readonly away: () => ReturnType<typeof describeAwayChipReader> | undefined;
}

/** Joins the zone reader with the profile's chip reader, if the profile has one. */
export async function joinChipReader(
  settings: Profile['devices']['reader'] | null,
  zones: IdReader,
  io: Io,
): Promise<Result<WithChip, CliTrouble>> {
  const chip = settings?.chip;
  if (!chip) return ok({ reader: zones, away: () => undefined });
  const place = chipReaderAccess(chip);
  if (!place || chip.trust === 'simulated') {
    return misused(
      'the chip reader or its trust is simulated inside the kiosk: name a real chip reader and a trust folder in the profile',
    );
  }
  const { openChipReader } = await import('../../drivers/kinds/id-reader.ts');
  const trustDir = trustDirOf(chip);
  const opened = await openChipReader(
    { ...settings, ...chip },
    {
      cards: place.cards,
      zones,
      trustDir,
      clock: io.clock,
      random: Math.random,
      randomBytes: (length) => randomBytes(length),
      onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes of the chip reader: ${why}`),
      today: () => new Date(),
    },
  );
  if (!opened.ok) {
    return misused(`devices.reader.chip.trust: ${trustDir} ${opened.error.detail} (${opened.error.code})`);
  }
  const { reader, cards } = opened.value;
  return ok({ reader, away: () => (cards.status().device === 'online' ? undefined : describeAwayChipReader(place)) });
}

/** The next document; `null` after the limit or an interrupt. */
export function nextDocument(
  reader: IdReader,
  waitS: number,
  io: Pick<Io, 'clock' | 'note' | 'onInterrupt'>,
): { readonly came: Promise<DocumentReadResult | null>; stop(): void } {
  let stop = () => {};
  const came = new Promise<DocumentReadResult | null>((resolve) => {
    const settle = (read: DocumentReadResult | null) => {
      io.clock.clearTimeout(limit);
      stopListening();
      release();
      resolve(read);
    };
    stop = () => settle(null);
    const limit = io.clock.setTimeout(stop, waitS * 1000);
    const release = io.onInterrupt(stop);
    const stopListening = reader.onEvent((event) => {
      if (event.type === 'document.inserted') io.note('Reading …');
      else settle(event.result);
    });
  });
  return { came, stop: () => stop() };
}

function report(read: DocumentReadResult | null, options: ReadOptions, io: Io): CliOutcome {
  if (read === null) {
    if (options.json) printJson(io, { read: false, code: null });
    return failed(
      'no document came; put it in with the zone (the lines of < letters) towards the glass, or wait longer with --wait',
    );
  }
  if (!read.ok) {
    if (options.json) printJson(io, { read: false, ...read.error });
    const { error } = read;
    const what = error.kind === 'check-digit' ? `wrong check digit of ${error.failed.join(', ')}` : error.kind;
    const cause = 'cause' in error ? error.cause : undefined;
    const codes = cause === undefined ? error.code : `${error.code}, ${cause}`;
    return failed(`the document was not read: ${what} (${codes}): ${adviceOf(cause ?? error.code)}`);
  }
  const { document, assurance } = read.value;
  tellKioskDeviceTested(options, assurance === 'chip' ? ['reader', 'chipReader'] : ['reader'], io);
  if (options.json) printJson(io, { read: true, assurance, document });
  else
    io.out(
      formatTable([
        ...Object.entries(document).map(([name, value]): [string, string] => [name, value ?? '–']),
        ['assurance', assurance],
      ]),
    );
  return done;
}
