import { applyEvents, type RunningMachine, type TreeEvent } from '../model/composed.ts';
import { PHONE_CODE } from '../rigs/machine-rig.ts';

const TYPED = ['501234567', 'bank', 'K5-7QF2-62', 'K5-7QF2-63', PHONE_CODE].map((text) => ({
  what: `types ${text}`,
  by: 'types',
  keys: Array.from(text, (key): TreeEvent => ({ path: [], event: { type: 'citizen.key', key } })),
}));

const ERASE: TreeEvent = { path: [], event: { type: 'citizen.erase' } };
/** Most touches of the erase key. No text has more letters. */
const MOST_ERASED = 60;

/** Touches that type a text or a code over what is there. */
export function touchesThatRetype(root: RunningMachine) {
  const erased = erasing(root);
  return TYPED.map(({ what, by, keys }) => ({ what, by, happenings: [...erased, ...keys] }));
}

function erasing(root: RunningMachine): readonly TreeEvent[] {
  const touches: TreeEvent[] = [];
  for (let at = root; touches.length < MOST_ERASED; touches.push(ERASE)) {
    const { root: next } = applyEvents(at, [ERASE]);
    if (hasSameFacts(next, at)) break;
    at = next;
  }
  return touches;
}

const hasSameFacts = (a: RunningMachine, b: RunningMachine): boolean =>
  Object.entries(a.snapshot.context).every(([name, value]) => b.snapshot.context[name] === value) &&
  Object.entries(a.machines).every(
    ([id, child]) => b.machines[id] !== undefined && hasSameFacts(child, b.machines[id]),
  );
