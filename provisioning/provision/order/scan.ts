import { hidLink } from '../../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../../drivers/hid/hotplug.ts';
import { listHid } from '../../../drivers/hid/listing.ts';
import { HID_USAGES } from '../../../drivers/hid/usages.ts';
import { ok } from '../../../drivers/result.ts';
import { createHidPosScanner } from '../../../drivers/scanner/hid-pos/driver.ts';
import type { ScannerModel } from '../../../drivers/scanner/hid-pos/profile.ts';
import type { Io } from '../../command/io.ts';
import { findScannerModel } from '../../devices/scanner.ts';
import { type ProvisionResult, provisionTrouble } from '../trouble.ts';
import { type OrderCode, parseOrderCode } from './code.ts';
import { createWedgeReader } from './wedge.ts';

/** `null`: the technician gave up. */
export type AskOrderCode = (signal: AbortSignal) => Promise<string | null>;

/**
 * Waits for a code at the kiosk's scanner, in scanner or keyboard mode. A technician may type the code instead. A scanned text that is not
 * such a code is reported, and the wait continues.
 */
export async function scanCode(io: Io, askText: AskOrderCode | null): Promise<ProvisionResult<OrderCode>> {
  const listed = await listHid();
  const model = listed.ok ? findScannerModel(listed.value) : undefined;
  if (!model && !askText) {
    const found = listed.ok ? 'no known bar code scanner is plugged in' : listed.error.detail;
    return provisionTrouble('PRV-114', found, 'check its plug, or give the text below the code: --code TEXT');
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
        else io.note('this is not the code of an order (PRV-111): show the code on the sheet of the office');
      };
      for (const scanner of scanners) scanner.onText(take);
      over.signal.addEventListener('abort', () => resolve(GIVEN_UP));
      void askText?.(over.signal).then((text) => (text === null ? over.abort() : resolve(parseTypedCode(text))));
    });
  } finally {
    over.abort();
    release();
    for (const scanner of scanners) await scanner.close();
  }
}

const GIVEN_UP = provisionTrouble(
  'PRV-111',
  'no code was shown',
  'run it again, or give the text below the code: --code TEXT',
);

export function parseTypedCode(text: string): ProvisionResult<OrderCode> {
  const code = parseOrderCode(text);
  if (code) return ok(code);
  return provisionTrouble(
    'PRV-111',
    'this is not the code of an order',
    'write ASAN-KIOSK:HOST:PORT/CODE/FINGERPRINT, as it is printed below the code',
  );
}

interface Heard {
  onText(listener: (text: string) => void): void;
  close(): Promise<void>;
}

function posScanner(model: ScannerModel, io: Io): Heard {
  const scanner = createHidPosScanner({
    link: hidLink({ ...model, usage: HID_USAGES.barcodeScanner }),
    onDevicesChanged,
    clock: io.clock,
    random: Math.random,
    model,
    onDiscarded: () => io.note('the code was not read completely: show it again'),
  });
  return {
    onText: (listener) =>
      void scanner.onEvent((event) => {
        if (event.type === 'code.scanned') listener(event.code.text ?? '');
        else io.note('the code was not read completely: show it again');
      }),
    close: () => scanner.close(),
  };
}

/** Key presses go to the program that has the keyboard. */
function wedgeScanner({ vendorId, productId, keyboardProductId }: ScannerModel): Heard {
  const link = hidLink({ vendorId, productId: keyboardProductId ?? productId, usage: HID_USAGES.keyboard })();
  const line = createWedgeReader();
  return {
    onText(listener) {
      link.onBytes((report) => {
        const text = line(report);
        if (text !== null) listener(text);
      });
      void link.open();
    },
    close: () => link.close(),
  };
}
