export type CentreWindow = readonly [letter: string, window: string, floor: number];

const GROUP_WINDOWS: ReadonlyMap<string, CentreWindow> = new Map([
  ['identity', ['A', '12', 2]],
  ['family', ['B', '4', 1]],
  ['certificates', ['C', '5', 1]],
  ['home', ['D', '7', 2]],
  ['car', ['E', '10', 2]],
  ['work', ['F', '9', 2]],
  ['legal', ['G', '3', 1]],
]);

export const INFORMATION_WINDOW: CentreWindow = ['H', '1', 1];

export const windowOfGroup = (group: string): CentreWindow => GROUP_WINDOWS.get(group) ?? INFORMATION_WINDOW;
