import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { FramerOutput } from '../../framer.ts';
import type { HidLink } from '../../hid/hid-link.ts';
import { type HidDriverOptions, superviseHid } from '../../hid/supervised.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilenceWatch } from '../../silence.ts';
import { createSupervisedDevice } from '../../supervision/device.ts';
import type { DeviceConnection } from '../../supervision/supervisor.ts';
import type { ScannedCode, Scanner, ScannerEvent, ScannerStatus, ScannerTrouble } from '../contract.ts';
import { extractCodeContent, symbologyOf, utf8Of } from './aim.ts';
import { type AssembledScan, CUT_SHORT_REASON, createScanAssembler, EMPTY_CODE_REASON } from './assembler.ts';
import { findDeclaredLayout, type ScanLayout } from './layout.ts';
import type { ScannerModel } from './profile.ts';

/** Options of `createHidPosScanner`. */
export interface HidPosScannerOptions extends HidDriverOptions {
  readonly model: ScannerModel;
  /** Possibly part of a citizen's code: count the bytes, never log them. */
  readonly onDiscarded: OnDiscarded;
}

/** Silence that ends a code without continuation mark; scanners send a report every 1 to 10 ms. */
const END_OF_CODE_MS = 200;
/** Silence after which a marked next piece is lost; a busy machine held a report for over 200 ms. */
const LOST_PIECE_MS = 500;

/**
 * Drives a barcode and QR scanner in HID POS mode (HID Point of Sale Usage Tables 1.02). The layout that the scanner declares comes first;
 * the layout of the model is for scanners that declare none. A code may take any number of reports and is one event. A scanner in keyboard
 * mode is `noDevice` with SCN-102: the kernel takes its keys, and they would go to the program that has the focus.
 */
export function createHidPosScanner(options: HidPosScannerOptions): Scanner {
  const events = emitter<ScannerEvent>();
  const supervisor = superviseHid<DeviceConnection>({
    ...options,
    connect: (link) => connect(link, options, events.emit),
  });

  return createSupervisedDevice(supervisor, events, (): ScannerStatus => {
    const looked = supervisor.looked();
    const typing = looked?.kind === 'other-mode' && looked.isKeyboard;
    return {
      device: supervisor.state(),
      trouble: typing ? { code: 'SCN-102', kind: 'keyboard-mode' } : null,
    };
  }).device;
}

async function connect(
  link: HidLink,
  options: HidPosScannerOptions,
  emit: (event: ScannerEvent) => void,
): Promise<DeviceConnection | undefined> {
  const { model, clock, onDiscarded } = options;
  const descriptor = link.descriptor();
  const layout = (descriptor && findDeclaredLayout(descriptor)) ?? model.layout;
  const reading = createReading(layout, clock, onDiscarded, emit);
  link.onBytes(reading.report);
  if (model.enable) {
    const { reportId, body } = model.enable;
    const enabled = await link.sendFeature(reportId, Uint8Array.from(body));
    if (!enabled.ok) {
      reading.close();
      return undefined;
    }
  }
  return {
    // Asks the system: a scanner answers nothing.
    heartbeat: () => link.present(),
    close: reading.close,
  };
}

/** An unplug loses the unfinished code. */
function createReading(
  layout: ScanLayout,
  clock: Clock,
  onDiscarded: OnDiscarded,
  emit: (event: ScannerEvent) => void,
) {
  const assembler = createScanAssembler(layout);
  const lost = (trouble: ScannerTrouble) => emit({ type: 'code.lost', trouble });

  function handle(framed: readonly FramerOutput<AssembledScan>[]): void {
    for (const each of framed) {
      if (each.kind === 'frame') {
        const code = codeOf(each.body);
        if (code.bytes.length > 0) emit({ type: 'code.scanned', code });
        else onDiscarded({ bytes: each.body.data, why: EMPTY_CODE_REASON });
      } else {
        onDiscarded({ bytes: each.bytes, why: each.why });
        lost(each.why === CUT_SHORT_REASON ? CUT : { code: 'SCN-104', kind: 'nonsense' });
      }
    }
  }

  const silence = createSilenceWatch(clock, layout.continued ? LOST_PIECE_MS : END_OF_CODE_MS, () =>
    handle(assembler.gap()),
  );
  return {
    report(report: Uint8Array) {
      // Other reports (trigger, battery) neither continue nor end a code.
      if (report[0] !== layout.reportId)
        return onDiscarded({ bytes: report, why: `report ${report[0] ?? 'of no bytes'}` });
      silence.heard();
      handle(assembler.feed(report));
    },
    close() {
      silence.stop();
      if (assembler.gap().length > 0) lost(CUT);
    },
  };
}

const CUT: ScannerTrouble = { code: 'SCN-103', kind: 'cut-short' };

function codeOf({ aim, data }: AssembledScan): ScannedCode {
  const bytes = extractCodeContent(aim, data);
  return { symbology: symbologyOf(aim), bytes, text: utf8Of(bytes) };
}
