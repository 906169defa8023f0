import type { FoundApplication } from '../../device/back-office/contract.ts';
import { NOTHING_WANTED } from '../../device/session/steps/find/dealing.ts';
import { ok } from '../../drivers/result.ts';
import { doneEvent, type Happening, happen, type Running } from '../model/composed.ts';
import { leavesOf } from '../model/world.ts';

/** The text also says whether the step is over. */
type Draw = (root: Running) => string;

/**
 * A page after a change of language equals the page of a visit that began in this language. `twin`: the place that the same moves reach in
 * such a visit, with the same answers of the office.
 */
export function mixedLanguages(root: Running, twin: Running | string, draw: Draw): readonly string[] {
  if (typeof twin === 'string') return [`in another language it comes to another place: ${twin}`];
  const [after, from] = [draw(root), draw(twin)];
  return after === from ? [] : [`after a change of language a page says ${after}\n  and from the beginning ${from}`];
}

/** Repeats the moves in the visit that began in another language. Returns the reason if they are not possible. */
export function alsoHappens(twin: Running | string, happenings: readonly Happening[]): Running | string {
  if (typeof twin === 'string') return twin;
  try {
    return happen(twin, happenings).root;
  } catch (error) {
    return String(error);
  }
}

/** Going back shows the page before, unchanged. */
const LOOKS_ASIDE = 'showingCode';

/**
 * When the citizen goes back or looks the application up again, the page equals that of a first look-up. It has no note about an earlier
 * wish. The office answers every look-up with each of `found`.
 */
export function saidOnceMore(
  from: Running,
  by: string,
  to: Running,
  found: readonly FoundApplication[],
  draw: Draw,
): readonly string[] {
  if (!by.startsWith('citizen.') || from.snapshot.value === to.snapshot.value) return [];
  const looking = leavesOf(to).find(({ leaf }) => leaf.src === 'lookUp');
  if (!looking && (by !== 'citizen.back' || from.snapshot.value === LOOKS_ASIDE)) return [];
  const { path = [], id: leaf = '' } = looking ?? {};
  const shown = looking
    ? found.map((each) => happen(to, [{ path, event: doneEvent(leaf, ok(each)), leaf }]).root)
    : [to];
  return shown
    .filter((root) => draw(root) !== draw(fresh(root)))
    .map((root) => `after ${by} the page says what was done or refused before: ${draw(root)}`);
}

const fresh = (root: Running): Running => {
  const { snapshot } = root;
  const context: unknown = { ...(snapshot.context as object), ...NOTHING_WANTED };
  return {
    ...root,
    snapshot: Object.assign(Object.create(Object.getPrototypeOf(snapshot) as object), snapshot, { context }),
  };
};
