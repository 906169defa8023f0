import type { Clock } from '../../drivers/clock.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import { emitter } from '../../drivers/emitter.ts';
import { createPrinterNetwork } from '../document-printer/cable.ts';
import type { DocumentPrinterFault } from '../document-printer/faults.ts';
import type { SimulatedJob } from '../document-printer/job.ts';
import type { DocumentPrinterState } from '../document-printer/mechanism.ts';
import { createDocumentPrinterSimulator, type DocumentPrinterSimulator } from '../document-printer/printer.ts';
import type { StateFile } from '../state-files.ts';
import { armedNames, armFault } from './bench-device.ts';
import type { DocumentPrinterCommand } from './document-printer-commands.ts';

/** Lifetime of the kiosk's last request: the kiosk asks every 3 s. */
const HEARD_OF_MS = 7_000;

/** Printed document, at `/dock/documents/<id>.pdf`. */
interface DocumentSummary {
  readonly id: number;
  readonly name: string;
  readonly state: SimulatedJob['state'];
  readonly pages: number;
  readonly copies: number;
  readonly sheets: number;
}

export interface DocumentPrinterDockState extends DocumentPrinterState {
  readonly plugged: boolean;
  readonly connected: boolean;
  readonly condition: string;
  readonly reasons: readonly string[];
  readonly held: boolean;
  readonly armed: readonly DocumentPrinterFault[];
  readonly jobs: readonly DocumentSummary[];
}

export interface DocumentPrinterOnBenchOptions {
  readonly clock: Clock;
  readonly file: StateFile<DocumentPrinterState>;
}

/** The document printer of the bench, on a network in memory. Throws if its state file is damaged. */
export function createDocumentPrinterOnBench({ clock, file }: DocumentPrinterOnBenchOptions) {
  const saved = file.load();
  const printer = createDocumentPrinterSimulator({ clock, ...(saved ? { saved } : {}) });
  const cable = createPrinterNetwork(printer, clock);
  const changed = emitter<void>();
  const at = { plugged: true, heardAt: Number.NEGATIVE_INFINITY, held: false, state: printer.state() };
  printer.onChange(() => {
    if (printer.state() !== at.state) file.save(printer.state());
    at.state = printer.state();
    changed.emit();
  });
  const post: Post = (request, signal) => {
    const first = clock.now() - at.heardAt > HEARD_OF_MS;
    at.heardAt = clock.now();
    if (first) changed.emit();
    return cable.post(request, signal);
  };
  return {
    post,
    onChange: changed.on,
    part: (newest: number): DocumentPrinterDockState => ({
      ...partOf(printer, newest),
      plugged: at.plugged,
      connected: at.plugged && clock.now() - at.heardAt <= HEARD_OF_MS,
      held: at.held,
    }),
    document: (id: string): Uint8Array | undefined =>
      printer.jobs().find((job) => String(job.id) === id)?.pdf ?? undefined,
    obey(command: DocumentPrinterCommand): void {
      if (command.do === 'plugged') {
        at.plugged = command.plugged;
        if (command.plugged) cable.plug();
        else cable.unplug();
      } else if (command.do === 'hold') {
        at.held = command.on;
        printer.hold(command.on);
      } else obey(printer, command);
      changed.emit();
    },
    heal(): void {
      printer.faults.clear();
      at.plugged = true;
      at.held = false;
      cable.plug();
      printer.hold(false);
      printer.refill();
      printer.setToner(100);
      printer.closeCover();
      printer.clearJam();
      printer.emptyOutput();
    },
    close(): void {
      printer.close();
      changed.clear();
    },
  };
}

export type DocumentPrinterOnBench = ReturnType<typeof createDocumentPrinterOnBench>;

const partOf = (printer: DocumentPrinterSimulator, newest: number) => ({
  ...printer.state(),
  tonerPercent: Math.ceil(printer.state().tonerPercent),
  condition: printer.condition().state,
  reasons: printer.condition().reasons,
  armed: armedNames(printer.faults),
  jobs: printer.jobs().slice(-newest).map(jobPart),
});

const jobPart = ({ id, name, state, pages, copies, done }: SimulatedJob): DocumentSummary => ({
  id,
  name,
  state,
  pages,
  copies,
  sheets: done,
});

function obey(printer: DocumentPrinterSimulator, command: Exclude<DocumentPrinterCommand, { do: 'plugged' | 'hold' }>) {
  switch (command.do) {
    case 'paper':
      return printer.setPaper(command.sheets);
    case 'toner':
      return printer.setToner(command.percent);
    case 'cover':
      return command.open ? printer.openCover() : printer.closeCover();
    case 'clear-jam':
      return printer.clearJam();
    case 'empty-output':
      return printer.emptyOutput();
    case 'power-cycle':
      return printer.powerCycle();
    case 'arm':
      return armFault(printer.faults, command.fault, command.on);
    default:
      return command satisfies never;
  }
}
