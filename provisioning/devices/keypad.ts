import { type HidLinkFactory, hidLink } from '../../drivers/hid/hid-link.ts';
import { onDevicesChanged } from '../../drivers/hid/hotplug.ts';
import { listHid } from '../../drivers/hid/listing.ts';
import { formatUsageHex, HID_USAGES } from '../../drivers/hid/usages.ts';
import { BOOT_KEYBOARD, decodeKeys } from '../../drivers/keypad/hid-keys/codec.ts';
import { createHidKeypad } from '../../drivers/keypad/hid-keys/driver.ts';
import { isKeypadModelName, KEYPAD_MODELS, type KeypadModel } from '../../drivers/keypad/hid-keys/profile.ts';
import { rememberTrouble } from '../../drivers/link/noted.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { createWatchOutput, describeHidDevices, type HidWatchOptions, whyDeviceAway } from './hid-device.ts';

/**
 * Prints every key and the headphone jack until Ctrl-C. A key that is in no table is printed as its usage, for the table of a new keypad.
 */
export async function keypadWatch(options: HidWatchOptions, io: Io): Promise<CliOutcome> {
  const name = options.model ?? 'storm-audio-nav';
  if (!isKeypadModelName(name)) {
    return misused(`no keypad model called ${name}; there are ${Object.keys(KEYPAD_MODELS).join(', ')}`);
  }
  const model: KeypadModel = KEYPAD_MODELS[name];
  const ids = options.hid ?? model.ids;
  if (ids === null) return whichOne(name);
  const watch = createWatchOutput(options.json === true, io);
  const link = rememberTrouble(
    reportUnknownUsages(hidLink({ ...ids, usage: HID_USAGES.keyboard }), model, (usage) =>
      watch.say('key.unknown', { usage }, `usage ${usage} is not a key of ${name}`),
    ),
  );
  const keypad = createHidKeypad({
    link: link.factory,
    onDevicesChanged,
    clock: io.clock,
    random: Math.random,
    model,
    onDiscarded: ({ bytes, why }) => io.note(`discarded ${bytes.length} bytes: ${why}`),
  });
  keypad.onStatus((status) => {
    const { device, headphones, trouble } = status;
    const away = device === 'online' ? `headphones ${headphones}` : whyDeviceAway(link.trouble());
    const stuck = trouble === null ? '' : `, ${trouble.key} is stuck (${trouble.code})`;
    watch.say('status', { ...status }, `${device}: ${away}${stuck}`);
  });
  keypad.onEvent((event) => {
    const { type, ...rest } = event;
    watch.say(type, rest, 'key' in event ? `${type} ${event.key}` : type);
  });
  await watch.ended();
  await keypad.close();
  return done;
}

async function whichOne(name: string): Promise<CliOutcome> {
  const listed = await listHid();
  if (!listed.ok) return failed(`HID devices cannot be listed (${listed.error.code}, ${listed.error.detail})`);
  const keyboards = listed.value.filter(({ usage }) => usage === HID_USAGES.keyboard);
  return misused(
    `the ids of ${name} are not known: add --hid VID:PID; keyboards here: ${describeHidDevices(keyboards)}`,
  );
}

/** Reports to a listener the usages that the table lacks. */
export function reportUnknownUsages(
  factory: HidLinkFactory,
  { table }: KeypadModel,
  onUnknown: (usage: string) => void,
): HidLinkFactory {
  return () => {
    const link = factory();
    link.onBytes((bytes) => {
      const down = decodeKeys(bytes, link.descriptor() ?? BOOT_KEYBOARD);
      if (!down.ok) return;
      for (const usage of down.value.usages) if (!table.has(usage)) onUnknown(formatUsageHex(usage));
    });
    return link;
  };
}
