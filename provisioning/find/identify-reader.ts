import { withAnyOf } from '../../drivers/abort.ts';
import { concat } from '../../drivers/bytes.ts';
import { pause } from '../../drivers/clock.ts';
import type { MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { createElyctisFramer, encodeElyctis } from '../../drivers/id-reader/mrz/elyctis.ts';
import type { Link } from '../../drivers/link/link.ts';
import { serialLink } from '../../drivers/link/serial.ts';
import { err } from '../../drivers/result.ts';
import { adviceOf } from '../devices/open-device.ts';
import { type ConfirmationResult, type ConfirmIo, confirmationOf, firstDeviceToAct, settingsFor } from './confirm.ts';
import type { FindTrouble, FoundDevice } from './found.ts';
import { saleInDoubt } from './port-guard.ts';
import { zoneDialectOf } from './probe-port.ts';

/** Speeds of zone readers, the makers' default first. */
const SPEEDS: readonly number[] = [9_600, 115_200, 19_200, 38_400, 57_600];
/** ms of silence after which a document's data is complete. */
const QUIET_MS = 200;
/** ms. A reader that sends unasked has sent by then. */
const ASK_AFTER_MS = 8_000;
const INQUIRY = encodeElyctis({ kind: 'zone', lines: [] });

const SILENT = (found: string): FindTrouble => ({ code: 'FND-108', found, fix: adviceOf('FND-108') });

type OpenPort = (path: string, baudRate: number) => Link;
const openSerial: OpenPort = (path, baudRate) => serialLink({ path, baudRate })();

/**
 * Waits until a document is put into a zone reader. Returns the port, the speed and the dialect. Listens at every port that may have a reader.
 * The content of the document is neither kept nor printed.
 */
export async function identifyReaderByDocument(
  found: readonly FoundDevice[],
  io: ConfirmIo,
  open: OpenPort = openSerial,
): Promise<ConfirmationResult> {
  const doubt = await saleInDoubt(io.profile, io);
  if (doubt) return err(doubt);
  io.note('put the specimen document into the reader');
  const readers = found
    .filter(({ at, proposals }) => at.kind === 'serial' && proposals.some(({ role }) => role === 'reader'))
    .map((device) => (stop: AbortSignal) => untilZone(device, io, open, stop));
  return firstDeviceToAct(io, readers, SILENT('no reader sent a document'));
}

async function untilZone(
  device: FoundDevice,
  io: ConfirmIo,
  open: OpenPort,
  stop: AbortSignal,
): Promise<ConfirmationResult | null> {
  if (device.at.kind !== 'serial') return null;
  const { path } = device.at;
  for (let turn = 0; !stop.aborted; turn += 1) {
    const baudRate = SPEEDS[turn % SPEEDS.length] ?? 9_600;
    const link = open(path, baudRate);
    const opened = await link.open();
    if (!opened.ok) {
      await link.close();
      return null;
    }
    const heard = await untilHeard(link, io, stop);
    await link.close();
    if (heard === null) return null;
    const dialect = zoneDialect(heard);
    if (dialect) {
      const settings = { ...settingsFor(device, 'reader'), dialect, link: atSpeed(device, baudRate) };
      return confirmationOf(device, settings, `it sent a document at ${baudRate} baud, as ${dialect.name}`);
    }
    io.note(`${path}: the bytes at ${baudRate} baud are no document; show the document once more`);
  }
  return null;
}

/** If nothing came for a while, asks as an Elyctis reader expects. `null`: stopped. */
async function untilHeard(link: Link, { clock }: ConfirmIo, stop: AbortSignal): Promise<Uint8Array | null> {
  let bytes: Uint8Array = new Uint8Array();
  let wake = new AbortController();
  link.onBytes((chunk) => {
    bytes = concat(bytes, chunk).slice(-KEPT_BYTES);
    wake.abort();
  });
  link.onDown(() => wake.abort());
  while (!stop.aborted) {
    wake = new AbortController();
    const before = bytes.length;
    await withAnyOf([wake.signal, stop], (either) => pause(clock, before > 0 ? QUIET_MS : ASK_AFTER_MS, either));
    // A reader without a document answers with three bytes.
    if (before > EMPTY_ANSWER && bytes.length === before) return bytes;
    if (bytes.length <= EMPTY_ANSWER && !wake.signal.aborted && !stop.aborted) {
      bytes = new Uint8Array();
      if (!(await link.write(INQUIRY)).ok) return null;
    }
  }
  return null;
}

const KEPT_BYTES = 512;
const EMPTY_ANSWER = INQUIRY.length;

function zoneDialect(bytes: Uint8Array): MrzDialect | undefined {
  const framed = createElyctisFramer().feed(bytes);
  const isElyctis = framed.some(
    (each) => each.kind === 'frame' && each.body.kind === 'zone' && each.body.lines.length > 0,
  );
  return isElyctis ? { name: 'elyctis' } : zoneDialectOf(bytes);
}

function atSpeed(device: FoundDevice, baudRate: number) {
  const { link } = settingsFor(device, 'reader') as { readonly link?: { readonly serial?: object } };
  return { serial: { ...link?.serial, baudRate } };
}
