import { fromCallback } from 'xstate';
import { PROFILE_KINDS, type ProfileKind } from '../../drivers/device-kinds.ts';
import { createChangeFilter } from '../../drivers/emitter.ts';
import type { Catalogue } from '../catalogue/schema.ts';
import type { EntryKind } from '../ledger/entries.ts';
import type { Devices } from '../session/visit/devices.ts';
import type { DevicesChanged, DocumentEvent, PresenceEvent } from '../session/visit/events.ts';
import type { createCardVisitTracker } from './cards-by-visit.ts';
import type { KioskParts, StatusSources } from './kiosk-parts.ts';
import { createPaperShortageCheck } from './paper-need.ts';

/** Entries of jobs that used paper, which no printer status reports. */
const USED_PAPER: ReadonlySet<EntryKind> = new Set(['printed', 'printFailed', 'creditPrinted', 'slipPrinted']);

const statusesOf = (sources: StatusSources) =>
  Object.fromEntries(PROFILE_KINDS.map((kind) => [kind, sources[kind]?.status() ?? null])) as Pick<
    Devices,
    ProfileKind
  >;

function createDeviceReader(parts: KioskParts, catalogue: Catalogue): () => Devices {
  const { printer, settlement, paper, storage, office, centre, cabinet, degradation } = parts;
  const tooLittlePaper = createPaperShortageCheck(printer, catalogue, paper);
  return () => ({
    ...statusesOf(parts),
    tooLittlePaper: tooLittlePaper(printer.status()),
    noteInDoubt: settlement.noteInDoubt(),
    paymentInDoubt: settlement.inDoubt(),
    office: {
      answers: office?.answers() ?? true,
      takesOffline: office?.takesOffline() ?? false,
      byPhone: parts.identifiesByPhone ?? false,
      parks: parts.parksVisits ?? false,
    },
    roomOnDisk: storage === undefined || storage.state() === 'enough',
    closure: centre?.current().closure ?? null,
    doorOpen: cabinet?.current().doorOpen ?? false,
    withdrawn: degradation?.withdrawn() ?? {},
  });
}

/**
 * Reports each change of the devices to the kiosk, and what the reader read. A report of the bill validator may be about a note of an
 * earlier visit.
 */
export function watchDevices(parts: KioskParts, cards: ReturnType<typeof createCardVisitTracker>) {
  const { reader, billValidator, settlement, ledger, storage, office, centre, cabinet, degradation } = parts;
  const sources: StatusSources = parts;
  type News = DevicesChanged | DocumentEvent | PresenceEvent;
  return fromCallback<{ type: 'none' }, Catalogue, News>(({ input: catalogue, sendBack }) => {
    const read = createDeviceReader(parts, catalogue);
    const tell = () => sendBack({ type: 'devices.changed', devices: read() });
    const tellClosure = createChangeFilter(tell, centre?.current().closure ?? null);
    const near = () => cabinet?.current().near ?? null;
    const tellPresence = createChangeFilter(
      () => sendBack({ type: 'presence.changed', near: near() }),
      null as boolean | null,
    );
    const tellDoor = createChangeFilter(tell, cabinet?.current().doorOpen ?? false);
    const back = () => {
      settlement.tryNow();
      tell();
    };
    const stops = [
      ...PROFILE_KINDS.map((kind) => sources[kind]?.onStatus(kind === 'terminal' ? back : tell)),
      settlement.onChange(tell),
      storage?.onChange(tell),
      centre?.onChange(() => tellClosure(centre.current().closure)),
      cabinet?.onChange(() => {
        tellDoor(cabinet.current().doorOpen);
        tellPresence(near());
      }),
      degradation?.onChange(tell),
      office?.onChange(back),
      ledger.onAppend(({ entry }) => {
        if (USED_PAPER.has(entry.kind)) tell();
      }),
      billValidator?.onEvent(settlement.tryNow),
      reader.onEvent((event) => {
        if (cards.onReaderEvent(event)) sendBack(event);
      }),
      reader.onChipNews?.((news) => {
        if (cards.areOurs()) sendBack(news);
      }),
    ];
    tell();
    tellPresence(near());
    return () => {
      for (const stop of stops) stop?.();
    };
  });
}
