import { expect, it } from 'vitest';
import type { HidListing } from '../../drivers/hid/identity.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import { ACCEPT_WORDS } from './all-words.ts';
import type { TechnicianDialogue } from './person.ts';
import { chooseKeypad, keysOfKeypad } from './step-keypad.ts';

const listing = (vendorId: number, productId: number) =>
  ({ path: `/dev/hidraw${productId}`, vendorId, productId, usage: HID_USAGES.keyboard }) as HidListing;
const KEYBOARD = listing(0x046d, 0xc31c);
const UNKNOWN = listing(0x1209, 1);
const KNOWN = listing(0x2047, 0x09d0);

function asked(keypads: readonly HidListing[], ...answers: readonly string[]) {
  const said: string[] = [];
  const left = [...answers];
  const person: TechnicianDialogue = {
    tell: (line) => said.push(line),
    ask: async () => left.shift() ?? '',
    agrees: async () => true,
  };
  const parts = { person, words: ACCEPT_WORDS.en, stop: new AbortController().signal };
  return chooseKeypad(keypads, parts).then((its) => ({ its, said, left: left.length }));
}

it('when one keypad has a known model, then it is chosen without a question; when there is no device, then there is none', async () => {
  expect(await asked([KEYBOARD, KNOWN], '1')).toMatchObject({ its: KNOWN, left: 1 });
  expect(await asked([])).toMatchObject({ its: 'none' });
});

it('when no model is known, then a number chooses, an empty answer chooses none, and other answers are asked again up to a limit', async () => {
  expect(await asked([KEYBOARD, UNKNOWN], '2')).toMatchObject({ its: UNKNOWN });
  expect(await asked([KEYBOARD, UNKNOWN], '')).toMatchObject({ its: 'none' });
  const unsure = await asked([KEYBOARD, UNKNOWN], '7', 'y', '2');
  expect(unsure).toMatchObject({ its: UNKNOWN });
  expect(unsure.said.filter((line) => line === 'Type a number from 1 to 2, or only press Enter.')).toHaveLength(2);
  expect(await asked([UNKNOWN], '0', '2', 'y', '-1', 'no')).toMatchObject({ its: 'undecided' });
});

it('when the model of the keypad is known, then its keys are named, each once', () => {
  expect(keysOfKeypad(KNOWN)).toEqual(expect.arrayContaining(['up', 'down']));
  expect(new Set(keysOfKeypad(KNOWN)).size).toBe(keysOfKeypad(KNOWN).length);
  expect(keysOfKeypad(UNKNOWN)).toEqual([]);
});
