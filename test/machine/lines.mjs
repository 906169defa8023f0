// @ts-check
import { join } from 'node:path';
import { gpioSimModule } from './gpio-sim.mjs';
import { pause } from './screen.mjs';

const CHIP = 'kiosk-board';
/** Seconds until the lights follow the page: each light is a process on an emulated processor. */
const LIT_S = 30;

/** Names of the profile's lines, in the order of offsets. */
const WIRED = /** @type {const} */ ({
  door: { direction: 'in', more: 'debounceMs: 50' },
  presence: { direction: 'in', more: 'debounceMs: 200' },
  status: { direction: 'out' },
  attention: { direction: 'out' },
  readerLight: { direction: 'out' },
  terminalLight: { direction: 'out' },
  notesLight: { direction: 'out' },
  printerLight: { direction: 'out' },
  serviceKey: { direction: 'in', more: 'debounceMs: 100' },
});
const NAMES = /** @type {(keyof typeof WIRED)[]} */ (Object.keys(WIRED));

export const LINES_OF_ORDER = [
  '    lines:',
  '      adapter: libgpiod',
  '      map:',
  ...Object.entries(WIRED).map(([name, { direction, ...its }], offset) => {
    const more = 'more' in its ? `, ${its.more}` : '';
    return `        ${name}: { chip: ${CHIP}, offset: ${offset}, direction: ${direction}${more} }`;
  }),
].join('\n');

/**
 * Puts the chip into a bare machine.
 *
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} kernel the path of its vmlinuz
 */
export async function installGpioChip(machine, kernel) {
  await machine.put(gpioSimModule(kernel), '/root/gpio-sim.ko');
  await machine.put(join(import.meta.dirname, 'board.sh'), '/root/board.sh');
  const { code, said } = await machine.shell('sh /root/board.sh install && gpiodetect', { limitS: 400 });
  if (code !== 0 || !said.includes(`[${CHIP}] (9 lines)`)) throw new Error(`the board has no GPIO chip: ${said}`);
}

/**
 * The door, the person and the lights at the other ends of the wires.
 *
 * @param {import('./machine.mjs').Machine} machine
 */
export function cabinetLines(machine) {
  const file = (/** @type {keyof typeof WIRED} */ name, /** @type {string} */ of) =>
    `/sys/devices/platform/gpio-sim.0/gpiochip*/sim_gpio${NAMES.indexOf(name)}/${of}`;
  return {
    /**
     * @param {'door' | 'presence' | 'serviceKey'} name
     * @param {boolean} active
     */
    move: (name, active) => machine.shell(`echo pull-${active ? 'up' : 'down'} | tee ${file(name, 'pull')}`),
    /** @param {...keyof typeof WIRED} names */
    async lit(...names) {
      const lights = NAMES.filter((name) => WIRED[name].direction === 'out');
      const wanted = lights.filter((name) => names.includes(name)).join(', ');
      const script = lights.map((name) => `echo ${name} $(cat ${file(name, 'value')})`).join('; ');
      const until = Date.now() + LIT_S * 1000;
      for (;;) {
        const { said } = await machine.shell(script);
        const lit = [...said.matchAll(/^(\w+) 1$/gm)].map(([, name]) => name).join(', ');
        if (lit === wanted) return;
        if (Date.now() > until) throw new Error(`lit are the lights ${lit || 'none'}, and not ${wanted || 'none'}`);
        await pause(300);
      }
    },
  };
}

/** @typedef {ReturnType<typeof cabinetLines>} CabinetLines */
