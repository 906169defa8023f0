import type { FoundApplication } from '../../device/back-office/contract.ts';
import { NO_OFFICE_REQUEST } from '../../device/session/steps/find/dealing.ts';
import { ok } from '../../drivers/result.ts';
import { applyEvents, doneEvent, type RunningMachine, type TreeEvent } from '../model/composed.ts';
import { leavesOf } from '../model/world.ts';

/** Text of a page, or of the end if the step is over. */
type Draw = (root: RunningMachine) => string;

/**
 * Checks that a page after a change of language equals the page of a visit that began in this language. `twin`: the place that the same
 * moves reach in such a visit, with the same answers of the office.
 */
export function languageFaults(root: RunningMachine, twin: RunningMachine | string, draw: Draw): readonly string[] {
  if (typeof twin === 'string') return [`in another language it comes to another place: ${twin}`];
  const [after, from] = [draw(root), draw(twin)];
  return after === from ? [] : [`after a change of language a page says ${after}\n  and from the beginning ${from}`];
}

/** Repeats the moves in a visit that began in another language. Returns the reason if a move is not possible. */
export function repeatInTwin(twin: RunningMachine | string, happenings: readonly TreeEvent[]): RunningMachine | string {
  if (typeof twin === 'string') return twin;
  try {
    return applyEvents(twin, happenings).root;
  } catch (error) {
    return String(error);
  }
}

/** Going back from this page shows the page before, unchanged. */
const PAGE_WITH_BACK_TO_SAME = 'showingCode';

/**
 * Faults if the citizen goes back, or looks the application up again: the page must equal the page after a first look-up. The office
 * answers each look-up with each application of `found`.
 */
export function repeatedLookUpFaults(
  from: RunningMachine,
  by: string,
  to: RunningMachine,
  found: readonly FoundApplication[],
  draw: Draw,
): readonly string[] {
  if (!by.startsWith('citizen.') || from.snapshot.value === to.snapshot.value) return [];
  const looking = leavesOf(to).find(({ leaf }) => leaf.src === 'lookUp');
  if (!looking && (by !== 'citizen.back' || from.snapshot.value === PAGE_WITH_BACK_TO_SAME)) return [];
  const { path = [], id: leaf = '' } = looking ?? {};
  const shown = looking
    ? found.map((each) => applyEvents(to, [{ path, event: doneEvent(leaf, ok(each)), leaf }]).root)
    : [to];
  return shown
    .filter((root) => draw(root) !== draw(fresh(root)))
    .map((root) => `after ${by} the page says what was done or refused before: ${draw(root)}`);
}

const fresh = (root: RunningMachine): RunningMachine => {
  const { snapshot } = root;
  const context: unknown = { ...(snapshot.context as object), ...NO_OFFICE_REQUEST };
  return {
    ...root,
    snapshot: Object.assign(Object.create(Object.getPrototypeOf(snapshot) as object), snapshot, { context }),
  };
};
