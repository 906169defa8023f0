import type { Usage } from '../../hid/descriptor.ts';
import type { KeypadEvent, KeypadKey } from '../contract.ts';
import type { KeysDown } from './codec.ts';
import type { KeypadMeaning, KeyTable } from './profile.ts';

const isKey = (meaning: KeypadMeaning): meaning is KeypadKey =>
  meaning !== 'headphones-in' && meaning !== 'headphones-out';

/** Turns reports of pressed keys into events of changes. */
export function createKeyTracker(table: KeyTable) {
  const byReport = new Map<number, readonly Usage[]>();
  let held: readonly KeypadMeaning[] = [];
  const jammed = new Set<KeypadKey>();

  function change(now: readonly KeypadMeaning[]): readonly KeypadEvent[] {
    const released = held.filter((meaning) => !now.includes(meaning));
    const pressed = now.filter((meaning) => !held.includes(meaning));
    held = [...held.filter((meaning) => now.includes(meaning)), ...pressed];
    // Releases first: a report with both means that a finger moved.
    return [
      ...released
        .filter(isKey)
        .flatMap((key): KeypadEvent[] => (jammed.delete(key) ? [] : [{ type: 'key.released', key }])),
      ...pressed.map(pressedEvent),
    ];
  }

  return {
    report({ reportId, usages }: KeysDown): readonly KeypadEvent[] {
      byReport.set(reportId, usages);
      const meanings = [...byReport.values()].flat().flatMap((usage) => table.get(usage) ?? []);
      return change([...new Set(meanings)]);
    },
    /** A jammed key counts as released, without events until it is up. */
    giveUp(key: KeypadKey): readonly KeypadEvent[] {
      if (!held.includes(key) || jammed.has(key)) return [];
      jammed.add(key);
      return [{ type: 'key.released', key }];
    },
    end(): readonly KeypadEvent[] {
      byReport.clear();
      const events = change([]);
      jammed.clear();
      return events;
    },
    pressed: () => held.filter(isKey).filter((key) => !jammed.has(key)),
    jammed: () => [...jammed],
  };
}

function pressedEvent(meaning: KeypadMeaning): KeypadEvent {
  if (meaning === 'headphones-in') return { type: 'headphones.plugged' };
  if (meaning === 'headphones-out') return { type: 'headphones.unplugged' };
  return { type: 'key.pressed', key: meaning };
}
