import { SimulatedClock } from 'xstate';
import { createIppPrinter } from '../../drivers/document-printer/ipp/driver.ts';
import type { Post } from '../../drivers/document-printer/ipp/post.ts';
import { createPrinterNetwork } from '../../simulators/document-printer/cable.ts';
import {
  createDocumentPrinterSimulator,
  type DocumentPrinterSimulator,
} from '../../simulators/document-printer/printer.ts';
import type { DocumentPrinterRig } from './document-printer.ts';
import { breathe } from './printer-rig.ts';

const STEP_MS = 20;
const PATIENCE_MS = 300_000;

const FAULTS = { 'paper-jam': 'jam', 'cover-open': 'cover-opens', 'paper-out': 'paper-runs-out' } as const;

export const simulatedPrinterHands = (
  simulator: DocumentPrinterSimulator,
): Pick<DocumentPrinterRig, 'arrived' | 'hold' | 'release' | 'nextJobMeets' | 'mend'> => ({
  arrived: async () =>
    simulator.jobs().flatMap(({ state, pdf }) => (state === 'completed' && pdf !== null ? [pdf] : [])),
  hold: async () => simulator.hold(true),
  release: async () => simulator.hold(false),
  nextJobMeets: async (trouble) => void simulator.faults.next(FAULTS[trouble]),
  async mend() {
    simulator.refill();
    simulator.closeCover();
    simulator.clearJam();
  },
});

export interface SimulatedDocumentPrinterOptions {
  readonly over?: (post: Post) => Post;
  readonly anonymous?: boolean;
}

/** Rig in which driver and simulator share one simulated time and a network in memory. */
export function simulatedDocumentPrinterRig({
  over = (post) => post,
  anonymous = false,
}: SimulatedDocumentPrinterOptions = {}) {
  const clock = new SimulatedClock();
  const simulator = createDocumentPrinterSimulator({ clock, anonymous });
  const cable = createPrinterNetwork(simulator, clock);
  const discarded: string[] = [];
  const driver = () =>
    createIppPrinter({
      clock,
      random: () => 0.5,
      purges: true,
      uri: 'ipp://printer.example/ipp/print',
      user: 'asan-kiosk K5',
      post: over(cable.post),
      onDiscarded: ({ why }) => discarded.push(why),
    });
  const printer = driver();

  async function until(what: string, condition: () => boolean): Promise<void> {
    await breathe();
    for (let waited = 0; !condition(); waited += STEP_MS) {
      if (waited > PATIENCE_MS) throw new Error(`it never came to this: ${what}`);
      clock.increment(STEP_MS);
      await breathe();
    }
  }
  async function closed(device: { close(): Promise<void> }): Promise<void> {
    let done = false;
    void device.close().then(() => {
      done = true;
    });
    await until('closed', () => done);
  }
  const rig: DocumentPrinterRig = {
    printer,
    until,
    ...simulatedPrinterHands(simulator),
    unplug: async () => cable.unplug(),
    plug: async () => cable.plug(),
    restarted: driver,
    async close() {
      await closed(printer);
      simulator.close();
    },
  };
  return { ...rig, simulator, clock, cable, discarded };
}
