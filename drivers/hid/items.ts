/** Item of a descriptor (USB HID 1.11, 6.2.2.2). */
export interface DescriptorItem {
  readonly type: 'main' | 'global' | 'local' | 'reserved';
  readonly tag: number;
  /** 0 to 4 bytes, little-endian. */
  readonly data: Uint8Array;
  readonly at: number;
}

export type ReadItemsResult =
  | { readonly ok: true; readonly items: readonly DescriptorItem[] }
  | { readonly ok: false; readonly at: number };

const TYPES = ['main', 'global', 'local', 'reserved'] as const;
const LONG_ITEM = 0xfe;

/**
 * Splits a descriptor into its items. Skips long items (section 6.2.2.3): no kiosk device uses them. On failure the item at byte `at` is
 * cut short.
 */
export function readItems(bytes: Uint8Array): ReadItemsResult {
  const items: DescriptorItem[] = [];
  let at = 0;
  while (at < bytes.length) {
    const prefix = bytes[at] ?? 0;
    const long = prefix === LONG_ITEM;
    const head = long ? 3 : 1;
    // Size 3 means four bytes.
    const size = long ? (bytes[at + 1] ?? Number.POSITIVE_INFINITY) : [0, 1, 2, 4][prefix & 0b11]!;
    if (at + head + size > bytes.length) return { ok: false, at };
    if (!long) {
      const data = bytes.slice(at + 1, at + 1 + size);
      items.push({ type: TYPES[(prefix >> 2) & 0b11]!, tag: prefix >> 4, data, at });
    }
    at += head + size;
  }
  return { ok: true, items };
}

export const readUnsignedItem = ({ data }: DescriptorItem): number =>
  data.reduce((sum, byte, index) => sum + byte * 2 ** (8 * index), 0);

export function readSignedItem(item: DescriptorItem): number {
  const bits = item.data.length * 8;
  const value = readUnsignedItem(item);
  return bits > 0 && value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}
