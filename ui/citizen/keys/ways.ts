import { boxOfRegion, placesIn } from './controls.ts';
import { type ControlPlace, type Direction, neighbour } from './places.ts';

const DIRECTIONS: readonly Direction[] = ['up', 'down', 'left', 'right'];

/** For tests: the controls of a page, and each pair of them that no way of the arrows joins. */
export function findUnreachableControls(root: ShadowRoot): {
  readonly controls: readonly HTMLElement[];
  readonly lost: readonly string[];
} {
  const places = placesIn(root);
  const controls = places.map(({ control }) => control);
  const lost = controls.flatMap((from) => {
    const reached = reachedFrom(from, places);
    return controls.filter((to) => !reached.has(to)).map((to) => `${nameOf(from)} > ${nameOf(to)}`);
  });
  return { controls, lost };
}

function reachedFrom(start: HTMLElement, places: readonly ControlPlace<HTMLElement>[]): ReadonlySet<HTMLElement> {
  const reached = new Set([start]);
  for (const control of reached) {
    for (const direction of DIRECTIONS) {
      const next = neighbour(control, direction, places, boxOfRegion);
      if (next) reached.add(next);
    }
  }
  return reached;
}

const nameOf = (control: HTMLElement): string => control.ariaLabel ?? control.textContent?.trim() ?? '';
