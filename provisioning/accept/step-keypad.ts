import { hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import { formatUsbIds, type HidListing } from '../../drivers/hid/identity.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import { createHidKeypad } from '../../drivers/keypad/hid-keys/driver.ts';
import { findKeypadModel, KEYPAD_MODELS, type KeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { rememberTrouble } from '../../drivers/link/noted.ts';
import { reportUnknownUsages } from '../devices/keypad.ts';
import { comesOnline } from '../devices/open-device.ts';
import { findScannerModel } from '../devices/scanner.ts';
import { type AcceptanceFinding, failedStep, passedStep, skipped } from './result.ts';
import type { AcceptanceContext } from './step.ts';

/** No two tables give one usage different meanings. */
const ANY_TABLE: KeypadModel = {
  words: 'keypad',
  ids: null,
  hasJack: true,
  table: new Map(Object.values(KEYPAD_MODELS).flatMap(({ table }) => [...table])),
};

/** Shows each key as it comes. Only the technician at the keypad can say whether all keys came. */
export async function keypadStep(parts: AcceptanceContext): Promise<AcceptanceFinding> {
  const { io, person, words } = parts;
  const listed = await listHid();
  if (!listed.ok)
    return failedStep('LNK-103', `the HID devices could not be listed (${listed.error.code})`, listed.error.detail);
  const its = await chooseKeypad(keypadsIn(listed.value), parts);
  if (its === 'none') return skipped('not-fitted');
  if (its === 'undecided') return failedStep('ACC-111', 'the technician did not choose the keypad');
  const unknown = new Set<string>();
  const came = new Set<string>();
  const { vendorId, productId } = its;
  const link = rememberTrouble(
    reportUnknownUsages(hidLink({ vendorId, productId, usage: HID_USAGES.keyboard }), ANY_TABLE, (usage) =>
      unknown.add(usage),
    ),
  );
  const keypad = createHidKeypad({
    link: link.factory,
    onDevicesChanged,
    clock: io.clock,
    random: Math.random,
    model: ANY_TABLE,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  try {
    if (!(await comesOnline(keypad, io.clock))) {
      const why = link.trouble();
      return failedStep(why?.code ?? 'LNK-103', `the keypad can not be opened: ${why?.detail ?? 'it is gone'}`);
    }
    keypad.onEvent((event) => {
      const key = 'key' in event ? event.key : 'headphones';
      if (came.has(key)) return;
      came.add(key);
      person.tell(words.keypad.came(key));
    });
    person.tell(words.keypad.press);
    const known = keysOfKeypad(its);
    if (known.length > 0) person.tell(words.keypad.keys(known.join(', ')));
    const all = await person.agrees(words.keypad.allCame);
    const names = `${[...came].join(', ') || 'no key'} came`;
    if (unknown.size > 0) return failedStep('ACC-111', `${names}; in no key table: usage ${[...unknown].join(', ')}`);
    const missing = known.filter((key) => !came.has(key));
    if (!all || came.size === 0)
      return failedStep('ACC-111', missing.length > 0 ? `${names}; did not come: ${missing.join(', ')}` : names);
    const device = {
      kind: 'keypad',
      model: its.product ?? null,
      firmware: null,
      serial: its.serialNumber ?? null,
      at: `USB ${formatUsbIds(its)}`,
    };
    return passedStep('keys-came', names, [device]);
  } finally {
    await keypad.close();
  }
}

/** Keys of a known model, each once; none for other models. */
export function keysOfKeypad(listed: HidListing): readonly string[] {
  const [, model] = findKeypadModel(listed) ?? [];
  return model ? [...new Set(model.table.values())] : [];
}

/** A scanner that types is no keypad. */
function keypadsIn(listed: readonly HidListing[]): readonly HidListing[] {
  const scanner = findScannerModel(listed);
  const keyboards = listed.filter(
    ({ usage, vendorId }) => usage === HID_USAGES.keyboard && vendorId !== scanner?.vendorId,
  );
  return keyboards.filter(
    (each, nth) => keyboards.findIndex((other) => formatUsbIds(other) === formatUsbIds(each)) === nth,
  );
}

const MOST_ANSWERS = 5;

/** The only keypad of a known model is chosen. Otherwise the technician is asked: a keyboard may be plugged in too. */
export async function chooseKeypad(
  keypads: readonly HidListing[],
  { person, words, stop }: Pick<AcceptanceContext, 'person' | 'words' | 'stop'>,
): Promise<HidListing | 'none' | 'undecided'> {
  if (keypads.length === 0) return 'none';
  const known = keypads.filter(findKeypadModel);
  if (known.length === 1 && known[0]) return known[0];
  keypads.forEach((each, nth) => {
    person.tell(`  ${nth + 1}  ${formatUsbIds(each)} ${each.product ?? ''}`);
  });
  for (let asked = 0; asked < MOST_ANSWERS && !stop.aborted; asked += 1) {
    const answer = await person.ask(words.keypad.which);
    const its = /^\d+$/.test(answer) ? keypads[Number(answer) - 1] : undefined;
    if (its) return its;
    if (answer === '') return 'none';
    person.tell(words.keypad.noSuchNumber(keypads.length));
  }
  return 'undecided';
}
