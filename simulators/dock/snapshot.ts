import { qepikOf } from '../../drivers/bill-validator/ccnet/bill-table.ts';
import { AZERBAIJANI_TABLE, type PhysicalNote } from '../bill-validator/memory.ts';
import { CHIP_TROUBLE_DOCUMENTS, SIMULATED_DOCUMENTS } from '../id-reader/documents.ts';
import type { Bench } from './bench.ts';
import type { DeviceName } from './devices.ts';
import type { PaperShelf } from './papers.ts';
import type {
  BackOfficePart,
  DockState,
  MachinePart,
  Plug,
  PrinterPart,
  TerminalPart,
  ValidatorPart,
} from './state.ts';

export interface SnapshotParts {
  readonly bench: Bench;
  readonly shelf: PaperShelf;
  readonly machine: () => MachinePart;
  readonly commands: DockState['commands'];
}

/** How much of the lists that grow: the page gets the newest, whoever asks for the state gets all. */
export type HowMany = number;

/** The whole state of the bench. `newest` limits sales, papers and register entries; their counts are of all. */
export function snapshotOf({ bench, shelf, machine, commands }: SnapshotParts, newest: HowMany): DockState {
  const { seed, reader, readsChips } = bench;
  const { holding, sending } = reader.state();
  return {
    seed,
    reader: { ...plugOf(bench, 'reader'), documents: readsChips ? DOCUMENTS_FOR_CHIPS : DOCUMENTS, holding, sending },
    terminal: terminalPart(bench, newest),
    printer: printerPart(bench, shelf, newest),
    validator: validatorPart(bench),
    backOffice: backOfficePart(bench, newest),
    machine: machine(),
    commands: { ...commands },
  };
}

/** Who is on the card is in its zone too, and that goes over the wire only. */
const DOCUMENTS = SIMULATED_DOCUMENTS.map(({ id, title, holder, note }) => ({ id, title, holder, note }));
const DOCUMENTS_FOR_CHIPS = [
  ...DOCUMENTS,
  ...CHIP_TROUBLE_DOCUMENTS.map(({ id, title, holder, note }) => ({ id, title, holder, note })),
];

const plugOf = ({ cables, connected }: Bench, device: DeviceName): Plug => ({
  plugged: cables[device].plugged,
  connected: connected(device),
});

function terminalPart(bench: Bench, newest: HowMany): TerminalPart {
  const { terminal, terminalWire: speaks } = bench;
  const sales = terminal.sales();
  return {
    ...plugOf(bench, 'terminal'),
    speaks,
    display: terminal.display(),
    cardInside: terminal.cardInside,
    sales: sales.slice(-newest),
    saleCount: sales.length,
    approvedTotal: terminal.approvedTotal,
    armed: terminal.faults.armed().map(({ fault }) => fault),
  };
}

function printerPart(bench: Bench, shelf: PaperShelf, newest: HowMany): PrinterPart {
  const { printer, printerModel } = bench;
  const bits = printer.bits();
  const papers = shelf.papers();
  return {
    ...plugOf(bench, 'printer'),
    model: printerModel,
    paperWidthMm: printer.current().paperWidthMm,
    paperLeftMm: Math.round(printer.paperLeftMm),
    nearEnd: bits.paperNearEnd && !bits.paperEnd,
    paperOut: bits.paperEnd,
    coverOpen: bits.coverOpen,
    cutterJammed: bits.cutterError,
    printing: printer.printing,
    bytesReceived: printer.bytesReceived,
    bytesWaiting: printer.bytesWaiting,
    armed: printer.faults.armed().map(({ fault }) => fault),
    papers: papers.slice(-newest),
    paperCount: papers.length,
    current: shelf.current(),
  };
}

function validatorPart(bench: Bench): ValidatorPart {
  const { validator } = bench;
  const { inside, blocking, cassette, cassetteIn, collected, handedBack, jam } = validator.state();
  const manats = (notes: readonly PhysicalNote[]) => notes.map(({ type }) => manatOf(type));
  const note = blocking ? { note: blocking, at: 'mouth' } : inside;
  const unit = validator.unit();
  return {
    ...plugOf(bench, 'validator'),
    powered: unit !== null,
    unit: unit?.state ?? 'off',
    inside: note && { manat: manatOf(note.note.type), at: note.at },
    cassetteIn,
    cassette: manats(cassette),
    collected: manats(collected),
    handedBack: manats(handedBack),
    jammed: jam !== null,
    armed: validator.faults.armed().map(({ fault }) => fault),
  };
}

const manatOf = (type: number): number => (qepikOf(AZERBAIJANI_TABLE, type) ?? 0) / 100;

function backOfficePart({ backOffice }: Bench, newest: HowMany): BackOfficePart {
  const entries = backOffice.entries();
  return {
    url: backOffice.url,
    trouble: backOffice.trouble.get(),
    entries: entries.slice(-newest),
    entryCount: entries.length,
    registeredCount: entries.filter(({ state }) => state === 'registered').length,
    surveyCount: backOffice.surveys().length,
  };
}
