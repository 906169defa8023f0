import { type DescriptorItem, readItems, readUnsignedItem } from './items.ts';

/** Page of keyboard keys [HID Usage Tables 1.5, section 10]. */
const KEYS = 0x07;
/** Tag of a global item [HID 1.11, 6.2.2.7]. */
const USAGE_PAGE = 0;
/** Tags 0 to 2 of local items: usage, usage minimum, usage maximum [HID 1.11, 6.2.2.8]. */
const LAST_USAGE = 2;

/**
 * Returns whether a report descriptor has keyboard keys. Linux makes a keyboard of such a device, whatever the names of its interface and
 * collections. A descriptor that is cut short counts as one with keys.
 */
export function hasKeys(descriptor: Uint8Array): boolean {
  const read = readItems(descriptor);
  return !read.ok || read.items.some(namesKeys);
}

function namesKeys(item: DescriptorItem): boolean {
  if (item.type === 'global') return item.tag === USAGE_PAGE && readUnsignedItem(item) % 0x1_0000 === KEYS;
  return (
    item.type === 'local' &&
    item.tag <= LAST_USAGE &&
    item.data.length === 4 &&
    Math.floor(readUnsignedItem(item) / 0x1_0000) === KEYS
  );
}
