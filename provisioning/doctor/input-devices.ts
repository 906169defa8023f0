import { type MachineAccess, outputOf } from './machine-port.ts';

/** A device that types, points or is touched. */
export interface InputDevice {
  readonly name: string;
  readonly keyboard: boolean;
  readonly touchscreen: boolean;
  /** Hidden from the compositor. */
  readonly ignored: boolean;
}

/**
 * Every event device in udev's database: its input_id builtin sets `ID_INPUT_…`, and libinput obeys `LIBINPUT_IGNORE_DEVICE` [udevadm(8),
 * info --export-db; libinput, Static device configuration].
 */
export async function inputDevices(machine: MachineAccess): Promise<readonly InputDevice[]> {
  const blocks = (await outputOf(machine, 'udevadm', 'info', '--export-db')).split(/\n\s*\n/);
  const names = new Map(
    blocks.flatMap((block) => {
      const name = /^E: NAME="?(.*?)"?$/m.exec(block)?.[1];
      return name === undefined ? [] : [[pathOf(block), name] as const];
    }),
  );
  return blocks.flatMap((block) => {
    const node = /^N: (input\/event\d+)$/m.exec(block)?.[1];
    if (node === undefined) return [];
    const is = (property: string) => new RegExp(`^E: ${property}=1$`, 'm').test(block);
    const above = pathOf(block).replace(/\/event\d+$/, '');
    return [
      {
        name: `${names.get(above) ?? 'a device'} (/dev/${node})`,
        keyboard: is('ID_INPUT_KEYBOARD'),
        touchscreen: is('ID_INPUT_TOUCHSCREEN'),
        ignored: is('LIBINPUT_IGNORE_DEVICE'),
      },
    ];
  });
}

const pathOf = (block: string): string => /^P: (.*)$/m.exec(block)?.[1] ?? '';
