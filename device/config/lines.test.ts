import { expect, it } from 'vitest';
import { linesSchema } from './lines.ts';

const checked = (map: object) =>
  linesSchema
    .safeParse({ adapter: 'libgpiod', map })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]);
const line = (offset: number, direction: string) => ({ chip: 'pinctrl-rp1', offset, direction });

it('when the kiosk uses a line itself, then only one direction is accepted; other lines accept both', () => {
  expect(
    checked({ door: line(1, 'in'), fan: line(2, 'out'), drawer: line(3, 'in'), status: line(4, 'out') }),
  ).toBeUndefined();
  expect(checked({ door: line(1, 'out'), printerLight: line(2, 'in') })).toEqual([
    ['map.door.direction', 'in, because the kiosk reads door'],
    ['map.printerLight.direction', 'out, because the kiosk switches printerLight'],
  ]);
});
