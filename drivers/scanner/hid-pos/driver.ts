import type { Clock } from '../../clock.ts';
import { emitter } from '../../emitter.ts';
import type { Framed } from '../../framer.ts';
import type { HidLink } from '../../hid/hid-link.ts';
import { type HidDriverOptions, superviseHid } from '../../hid/supervised.ts';
import type { OnDiscarded } from '../../link/wire-line.ts';
import { createSilence } from '../../silence.ts';
import { supervisedDevice } from '../../supervision/device.ts';
import type { Connection } from '../../supervision/supervisor.ts';
import type { ScannedCode, Scanner, ScannerEvent, ScannerStatus, ScannerTrouble } from '../contract.ts';
import { contentOf, symbologyOf, utf8Of } from './aim.ts';
import { CUT_SHORT, createScanAssembler, EMPTY, type Scan } from './assembler.ts';
import { layoutOf, type ScanLayout } from './layout.ts';
import type { ScannerModel } from './profile.ts';

/** What a driver of a scanner needs. */
export interface HidPosScannerOptions extends HidDriverOptions {
  readonly model: ScannerModel;
  /** The bytes may be part of somebody's code: count them, show them to a developer, never log them. */
  readonly onDiscarded: OnDiscarded;
}

/**
 * No piece of a code for so long, in milliseconds, and the rest will not come. A scanner sends a report at each poll of
 * its endpoint, which is every 1 to 10 ms. Where it does not mark that more comes, this silence is the end of a code.
 */
const END_OF_CODE_MS = 200;
/** Where it does mark it, silence is a loss: a busy machine was seen to hold a report back for more than 200 ms. */
const LOST_PIECE_MS = 500;

/**
 * A barcode and QR scanner in HID POS mode (HID Point of Sale Usage Tables 1.02). Where the scanner describes its
 * reports, that is believed; the layout of the model is for those that do not.
 *
 * Codes of any length are put together of as many reports as they take; each is one event. A scanner in keyboard
 * mode is `noDevice` with SCN-102: the kernel takes its keys, and they would land in the program that has the focus.
 */
export function createHidPosScanner(options: HidPosScannerOptions): Scanner {
  const events = emitter<ScannerEvent>();
  const supervisor = superviseHid<Connection>({
    ...options,
    connect: (link) => connect(link, options, events.emit),
  });

  return supervisedDevice(supervisor, events, (): ScannerStatus => {
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
): Promise<Connection | undefined> {
  const { model, clock, onDiscarded } = options;
  const descriptor = link.descriptor();
  const layout = (descriptor && layoutOf(descriptor)) ?? model.layout;
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
    // It answers no question; whether it is still plugged in is all there is to know.
    heartbeat: () => link.present(),
    close: reading.close,
  };
}

/** Turns reports and silence into events. A code that is half-read when the cable goes is told as lost. */
function createReading(
  layout: ScanLayout,
  clock: Clock,
  onDiscarded: OnDiscarded,
  emit: (event: ScannerEvent) => void,
) {
  const assembler = createScanAssembler(layout);
  const lost = (trouble: ScannerTrouble) => emit({ type: 'code.lost', trouble });

  function handle(framed: readonly Framed<Scan>[]): void {
    for (const each of framed) {
      if (each.kind === 'frame') {
        const code = codeOf(each.body);
        if (code.bytes.length > 0) emit({ type: 'code.scanned', code });
        else onDiscarded({ bytes: each.body.data, why: EMPTY });
      } else {
        onDiscarded({ bytes: each.bytes, why: each.why });
        lost(each.why === CUT_SHORT ? CUT : { code: 'SCN-104', kind: 'nonsense' });
      }
    }
  }

  const silence = createSilence(clock, layout.continued ? LOST_PIECE_MS : END_OF_CODE_MS, () =>
    handle(assembler.gap()),
  );
  return {
    report(report: Uint8Array) {
      // Scanners have reports of other kinds (trigger, battery); they are no part of a code and end none.
      if (report[0] !== layout.reportId)
        return onDiscarded({ bytes: report, why: `report ${report[0] ?? 'of no bytes'}` });
      silence.heard();
      handle(assembler.feed(report));
    },
    close() {
      silence.stop();
      // Whether more would have come of a code without an end mark is not known, so it is no whole one.
      if (assembler.gap().length > 0) lost(CUT);
    },
  };
}

const CUT: ScannerTrouble = { code: 'SCN-103', kind: 'cut-short' };

function codeOf({ aim, data }: Scan): ScannedCode {
  const bytes = contentOf(aim, data);
  return { symbology: symbologyOf(aim), bytes, text: utf8Of(bytes) };
}
