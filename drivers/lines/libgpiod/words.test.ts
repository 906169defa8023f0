import { describe, expect, it } from 'vitest';
import type { LineSpec } from '../port.ts';
import { decodeToolError } from './tool.ts';
import { findGpioChips, gpiogetArgs, gpiomonArgs, gpiosetArgs, parseGpiogetLevel, parseGpiomonEdge } from './words.ts';

const DOOR: LineSpec = { chip: 'pinctrl-rp1', offset: 17, direction: 'in', activeLow: true, pull: 'up' };

describe('arguments of the tools of libgpiod 2.2', () => {
  it('an input is encoded as chip name, wiring and line number', () => {
    expect(gpiogetArgs('gpiochip0', DOOR).join(' ')).toBe(
      '--chip gpiochip0 --active-low --bias pull-up --numeric --hold-period 1ms 17',
    );
    expect(gpiomonArgs('gpiochip0', { ...DOOR, activeLow: false, pull: 'off' }).join(' ')).toBe(
      '--chip gpiochip0 --bias disabled --banner --idle-timeout 10s --format %e 17',
    );
  });

  it('a pattern is encoded as a value and toggle periods', () => {
    const light: LineSpec = { chip: 'pinctrl-rp1', offset: 22, direction: 'out' };
    const args = (pattern: Parameters<typeof gpiosetArgs>[2]) => gpiosetArgs('gpiochip0', light, pattern).join(' ');
    expect(args('on')).toBe('--chip gpiochip0 --banner 22=1');
    expect(args('off')).toBe('--chip gpiochip0 --banner 22=0');
    expect(args({ onMs: 200, offMs: 800 })).toBe('--chip gpiochip0 --banner --toggle 200ms,800ms 22=1');
  });
});

describe('output of the tools', () => {
  it('a chip is decoded as its name and number of lines, found by label', () => {
    const printed = ['gpiochip0 [pinctrl-rp1] (54 lines)', 'gpiochip10 [gpio-brcmstb@107d508500] (32 lines)', 'noise'];
    expect(findGpioChips('pinctrl-rp1', printed)).toEqual([{ name: 'gpiochip0', lines: 54 }]);
    expect(findGpioChips('pinctrl', printed)).toEqual([]);
  });

  it('a level and an edge are decoded as true or false, anything else as null', () => {
    expect([['1'], ['0'], ['"17"=active'], []].map(parseGpiogetLevel)).toEqual([true, false, null, null]);
    expect(['1', '2', '3', "Monitoring line '17'..."].map(parseGpiomonEdge)).toEqual([true, false, null, null]);
  });

  it.each([
    ["gpiomon: cannot find GPIO chip character device 'gpiochip9'", 'LIN-101'],
    ["gpiomon: offset 99 is out of range on chip 'gpiochip0'", 'LIN-101'],
    ["gpiomon: unable to open chip '/dev/gpiochip0': Permission denied", 'LIN-102'],
    ['gpiomon: error reading line events: No such device', 'LIN-103'],
    ['', 'LIN-103'],
    ["gpiomon: unrecognized option '--banner'", 'LIN-104'],
    ['gpiomon: unable to request lines on chip /dev/gpiochip0: Device or resource busy', 'LIN-105'],
  ])('the error %j is decoded as %s', (words, code) => {
    expect(decodeToolError('gpiomon', { words, exitCode: 1 }).code).toBe(code);
  });
});
