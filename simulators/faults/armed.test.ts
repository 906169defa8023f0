import { expect, it } from 'vitest';
import { armedFaults } from './armed.ts';

type Fault = 'jam' | 'silence';

it('when a fault fits an occasion, then it is spent there, in order', () => {
  const faults = armedFaults<Fault>(['silence', 'jam']).next('silence').next('jam').next('jam');
  expect(faults.take('jam')).toBe('jam');
  expect(faults.take('jam', 'silence')).toBe('silence');
  expect(faults.armed()).toEqual([{ fault: 'jam', mode: 'next' }]);
});

it('when a fault is armed with always(), then every occasion takes it until clear()', () => {
  const faults = armedFaults<Fault>(['silence', 'jam']).always('jam');
  expect([faults.take('jam'), faults.take('jam'), faults.take('silence')]).toEqual(['jam', 'jam', undefined]);
  faults.clear();
  expect(faults.take('jam')).toBeUndefined();
});

it('when a fault is left, then assertSpent() throws its name', () => {
  const faults = armedFaults<Fault>(['silence', 'jam']).next('jam').always('silence');
  expect(() => faults.assertSpent()).toThrow('jam');
  faults.take('jam');
  expect(() => faults.assertSpent()).not.toThrow();
});
