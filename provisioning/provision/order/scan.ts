import { hidLink } from '../../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../../drivers/hid/hotplug.ts';
import { listHid } from '../../../drivers/hid/listing.ts';
import { USAGE } from '../../../drivers/hid/usages.ts';
import { ok } from '../../../drivers/result.ts';
import { createHidPosScanner } from '../../../drivers/scanner/hid-pos/driver.ts';
import type { ScannerModel } from '../../../drivers/scanner/hid-pos/profile.ts';
import type { Io } from '../../command/io.ts';
import { foundModel } from '../../devices/scanner.ts';
import { type Provisioned, trouble } from '../trouble.ts';
import { type OrderCode, parseOrderCode } from './code.ts';
import { wedgeLines } from './wedge.ts';

/** Asks for the text below the code, until the signal; `null`: the technician gave up. */
export type AskText = (signal: AbortSignal) => Promise<string | null>;

/**
 * Waits until a code is shown to the scanner of the kiosk, which may speak as a scanner or type like a keyboard. If there is somebody to
 * ask, the code may be typed. A scanned text that is no such code is reported, and the wait goes on.
 */
export async function scanCode(io: Io, askText: AskText | null): Promise<Provisioned<OrderCode>> {
  const listed = await listHid();
  const model = listed.ok ? foundModel(listed.value) : undefined;
  if (!model && !askText) {
    const found = listed.ok ? 'no bar code scanner is plugged in that is known' : listed.error.detail;
    return trouble('PRV-114', found, 'look at its plug, or name the text below the code: --code TEXT');
  }
  const over = new AbortController();
  const release = io.onInterrupt(() => over.abort());
  const scanners = model ? [posScanner(model, io), wedgeScanner(model)] : [];
  if (model) io.note(`show the code to the scanner (${model.words})`);
  try {
    return await new Promise((resolve) => {
      const take = (text: string) => {
        const code = parseOrderCode(text);
        if (code) resolve(ok(code));
        else io.note('that is no code of an order (PRV-111): show the one on the sheet of the office');
      };
      for (const scanner of scanners) scanner.onText(take);
      over.signal.addEventListener('abort', () => resolve(GIVEN_UP));
      void askText?.(over.signal).then((text) => (text === null ? over.abort() : resolve(codeIn(text))));
    });
  } finally {
    over.abort();
    release();
    for (const scanner of scanners) await scanner.close();
  }
}

const GIVEN_UP = trouble('PRV-111', 'no code was shown', 'run it again, or name the text below the code: --code TEXT');

/** What was typed, or came with `--code`. */
export function codeIn(text: string): Provisioned<OrderCode> {
  const code = parseOrderCode(text);
  if (code) return ok(code);
  return trouble(
    'PRV-111',
    'that is no code of an order',
    'write ASAN-KIOSK:HOST:PORT/CODE/FINGERPRINT, as it stands below it',
  );
}

interface Heard {
  onText(listener: (text: string) => void): void;
  close(): Promise<void>;
}

function posScanner(model: ScannerModel, io: Io): Heard {
  const scanner = createHidPosScanner({
    link: hidLink({ ...model, usage: USAGE.barcodeScanner }),
    onDevicesChanged,
    clock: io.clock,
    random: Math.random,
    model,
    onDiscarded: () => io.note('the code was not read whole: show it again'),
  });
  return {
    onText: (listener) =>
      void scanner.onEvent((event) => {
        if (event.type === 'code.scanned') listener(event.code.text ?? '');
        else io.note('the code was not read whole: show it again');
      }),
    close: () => scanner.close(),
  };
}

/** Reads the scanner's hidraw and not its key presses: those would go to the program that has the keyboard. */
function wedgeScanner({ vendorId, productId, keyboardProductId }: ScannerModel): Heard {
  const link = hidLink({ vendorId, productId: keyboardProductId ?? productId, usage: USAGE.keyboard })();
  const line = wedgeLines();
  return {
    onText(listener) {
      link.onBytes((report) => {
        const text = line(report);
        if (text !== null) listener(text);
      });
      // Absent where the scanner speaks as one: then the other hears it.
      void link.open();
    },
    close: () => link.close(),
  };
}
