import type { FoundApplication } from '../../device/back-office/contract.ts';
import { NOTHING_WANTED } from '../../device/session/steps/find/dealing.ts';
import { ok } from '../../drivers/result.ts';
import { doneEvent, type Happening, happen, type Running } from '../model/composed.ts';
import { leavesOf } from '../model/world.ts';

/* Laws of a place of the walk that compare it with the same place, reached in another way. */

/** Draws the page of a place, and says whether its step is over. */
type Draw = (root: Running) => string;

/**
 * Whoever changes the language reads every page as whoever had that language from the beginning. `twin`: the place that the same moves
 * lead to in that language; what the office sent is the same in both.
 */
export function mixedLanguages(root: Running, twin: Running | string, draw: Draw): readonly string[] {
  if (typeof twin === 'string') return [`in another language it comes to another place: ${twin}`];
  const [after, from] = [draw(root), draw(twin)];
  return after === from ? [] : [`after a change of language a page says ${after}\n  and from the beginning ${from}`];
}

/** The same moves in another language, or why they are not possible there. */
export function alsoHappens(twin: Running | string, happenings: readonly Happening[]): Running | string {
  if (typeof twin === 'string') return twin;
  try {
    return happen(twin, happenings).root;
  } catch (error) {
    return String(error);
  }
}

/** There the page is as it was before. */
const LOOKS_ASIDE = 'showingCode';

/**
 * Whoever goes back, or asks once more how an application stands, reads the page of a fresh look-up: nothing is said of what was wanted
 * before. The office answers every look-up with each of `found`.
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
