import { expect, it, test } from 'vitest';
import { blockFromReasons, type PrinterStateAttributes, paperFromReasons, tonerOf } from './reasons.ts';

const condition = (reasons: readonly string[], more: Partial<PrinterStateAttributes> = {}): PrinterStateAttributes => ({
  state: 'idle',
  reasons,
  accepting: true,
  hasPaper: true,
  ...more,
});

test.each([
  [[], null],
  [['media-low-warning', 'toner-low'], null],
  [['cover-open', 'media-jam', 'media-needed'], 'cover-open'],
  [['media-needed-warning', 'media-jam-warning'], 'paper-jam'],
  [['media-needed'], 'paper-out'],
  [['toner-empty-warning'], null],
  [['toner-empty'], 'toner-out'],
  [['marker-supply-empty-error'], 'toner-out'],
  [['output-area-full-error'], 'output-full'],
  [['output-area-full-report'], null],
  [['paused'], 'stopped'],
  [['fuser-over-temp-warning', 'com.example-odd-error'], null],
] as const)('when a printer with paper reports %j, then its block is %s', (reasons, block) => {
  expect(blockFromReasons(condition(reasons))).toBe(block);
});

it('when one tray is empty and another has paper, then paper is low; without paper the printer is blocked', () => {
  const empty = ['media-empty-warning'];
  expect(blockFromReasons(condition(empty))).toBeNull();
  expect(paperFromReasons(condition(empty))).toBe('low');
  expect(blockFromReasons(condition(empty, { hasPaper: false }))).toBe('paper-out');
  expect(paperFromReasons(condition(empty, { hasPaper: false }))).toBe('out');
  expect(blockFromReasons(condition(empty, { state: 'stopped' }))).toBe('paper-out');
});

it('when the printer is stopped or accepts no jobs, then it is blocked, also without a known reason', () => {
  expect(blockFromReasons(condition([], { state: 'stopped' }))).toBe('stopped');
  expect(blockFromReasons(condition([], { accepting: false }))).toBe('stopped');
  expect(blockFromReasons(condition(['output-area-full-warning'], { state: 'stopped' }))).toBe('output-full');
});

it('when a reason names low or empty supplies, then the states of paper and toner are low or out', () => {
  expect(paperFromReasons(condition(['media-low-report']))).toBe('low');
  expect(paperFromReasons(condition([]))).toBe('full');
  expect(tonerOf(condition(['marker-supply-low-warning']))).toBe('low');
  expect(tonerOf(condition(['toner-empty-warning']))).toBe('out');
});
