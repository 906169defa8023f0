import { expect, it } from 'vitest';
import type { CassettePage } from '../maintenance/cassette-page.ts';
import type { MaintenancePage } from './maintenance.ts';
import { maintenanceStepOf } from './maintenance-view.ts';

const cassette = (step: CassettePage['step'], typed = ''): CassettePage => ({
  page: 'cassette',
  step,
  rows: [],
  selected: null,
  typed,
  sum: null,
  differences: [],
  doubts: 0,
  trouble: null,
  printer: null,
});

it('when a guide goes on, then its step is new, so that a second touch of *next* is stale', () => {
  expect(maintenanceStepOf(cassette('begin'))).not.toBe(maintenanceStepOf(cassette('take-out')));
});

it.each<[MaintenancePage, MaintenancePage]>([
  [cassette('bag'), cassette('bag', 'A')],
  [
    { page: 'pin', typed: 0, trouble: null },
    { page: 'pin', typed: 1, trouble: null },
  ],
])('when a letter is typed, then the step is the same', (before, after) => {
  expect(maintenanceStepOf(before)).toBe(maintenanceStepOf(after));
});
